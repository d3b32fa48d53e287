import "server-only";
import * as answer from "./features/checklists/commands/answer";
import * as prove from "./features/checklists/commands/prove";
import * as templates from "./features/checklists/commands/templates";
import * as enter from "./features/people/commands/enter";
import * as manage from "./features/people/commands/manage";
import * as passwords from "./features/people/commands/passwords";
import * as profile from "./features/people/commands/profile";
import * as seed from "./features/people/commands/seed";
import * as systems from "./features/systems/commands";
import type { Command } from "./server/command";

const modules = [answer, prove, templates, enter, manage, passwords, profile, seed, systems];

function isCommand(value: unknown): value is Command<unknown> {
  return typeof value === "function" && "meta" in value;
}

/** All commands by name: for the API, the command line, jobs and, once they exist, approved requests. */
export const registry: ReadonlyMap<string, Command<unknown>> = new Map(
  modules
    .flatMap((module) => Object.values(module).filter(isCommand))
    .map((command) => [command.meta.name, command]),
);
