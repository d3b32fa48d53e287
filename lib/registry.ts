import "server-only";
import * as approvals from "./features/approvals/commands";
import * as emergency from "./features/approvals/commands/emergency";
import * as architecture from "./features/architecture/commands";
import * as importing from "./features/architecture/commands/import-model";
import * as add from "./features/checklists/commands/add";
import * as adopt from "./features/checklists/commands/adopt";
import * as answer from "./features/checklists/commands/answer";
import * as except from "./features/checklists/commands/except";
import * as prove from "./features/checklists/commands/prove";
import * as publish from "./features/checklists/commands/publish";
import * as controls from "./features/controls/commands";
import * as latency from "./features/latency/commands";
import * as notices from "./features/notices/commands";
import * as enter from "./features/people/commands/enter";
import * as manage from "./features/people/commands/manage";
import * as members from "./features/people/commands/members";
import * as passwords from "./features/people/commands/passwords";
import * as profile from "./features/people/commands/profile";
import * as seed from "./features/people/commands/seed";
import * as policies from "./features/policies/commands";
import * as posture from "./features/posture/commands";
import * as roi from "./features/roi/commands";
import * as systems from "./features/systems/commands";
import * as threats from "./features/threats/commands";
import type { Command } from "./server/command-spec";
import { provideCommands } from "./server/commands-at-hand";

const modules = [
  architecture,
  importing,
  controls,
  latency,
  roi,
  approvals,
  emergency,
  policies,
  add,
  adopt,
  answer,
  except,
  prove,
  publish,
  enter,
  manage,
  members,
  notices,
  passwords,
  posture,
  profile,
  seed,
  systems,
  threats,
];

function isCommand(value: unknown): value is Command<unknown> {
  return typeof value === "function" && "meta" in value;
}

/** All commands by name: for the API, the command line, jobs and approved requests. */
export const registry: ReadonlyMap<string, Command<unknown>> = new Map(
  modules
    .flatMap((module) => Object.values(module).filter(isCommand))
    .map((command) => [command.meta.name, command]),
);

provideCommands(registry);
