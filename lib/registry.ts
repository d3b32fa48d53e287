import "server-only";
import * as approvals from "./features/approvals/commands";
import * as emergency from "./features/approvals/commands/emergency";
import * as stepUp from "./features/approvals/commands/step-up";
import * as architecture from "./features/architecture/commands";
import * as importing from "./features/architecture/commands/import-model";
import * as layout from "./features/architecture/commands/save-layout";
import * as assets from "./features/assets/commands";
import * as audit from "./features/audit/commands";
import * as catalogue from "./features/catalogue/commands";
import * as add from "./features/checklists/commands/add";
import * as adopt from "./features/checklists/commands/adopt";
import * as answer from "./features/checklists/commands/answer";
import * as deleting from "./features/checklists/commands/delete-evidence";
import * as except from "./features/checklists/commands/except";
import * as prove from "./features/checklists/commands/prove";
import * as publish from "./features/checklists/commands/publish";
import * as controls from "./features/controls/commands";
import * as external from "./features/external/commands";
import * as factorEntrance from "./features/factors/commands/enter";
import * as factorRules from "./features/factors/commands/govern";
import * as ownFactors from "./features/factors/commands/own";
import * as gates from "./features/gates/commands";
import * as latency from "./features/latency/commands";
import * as notices from "./features/notices/commands";
import * as enter from "./features/people/commands/enter";
import * as inviting from "./features/people/commands/invite";
import * as manage from "./features/people/commands/manage";
import * as members from "./features/people/commands/members";
import * as passwords from "./features/people/commands/passwords";
import * as profile from "./features/people/commands/profile";
import * as roles from "./features/people/commands/roles";
import * as seed from "./features/people/commands/seed";
import * as policies from "./features/policies/commands";
import * as posture from "./features/posture/commands";
import * as roi from "./features/roi/commands";
import * as systems from "./features/systems/commands";
import * as archive from "./features/systems/commands/archive";
import * as threats from "./features/threats/commands/exceptions";
import * as stated from "./features/threats/commands/stated-threats";
import * as tokens from "./features/tokens/commands";
import type { Command } from "./server/command-spec";
import { provideCommands } from "./server/commands-at-hand";

const modules = [
  architecture,
  assets,
  importing,
  layout,
  catalogue,
  controls,
  gates,
  latency,
  roi,
  approvals,
  audit,
  stepUp,
  external,
  tokens,
  emergency,
  policies,
  add,
  adopt,
  answer,
  deleting,
  except,
  prove,
  publish,
  enter,
  inviting,
  factorEntrance,
  factorRules,
  ownFactors,
  manage,
  members,
  notices,
  passwords,
  posture,
  profile,
  roles,
  seed,
  systems,
  archive,
  threats,
  stated,
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
