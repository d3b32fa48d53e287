import "server-only";
import type { Command } from "./command-spec";

type Commands = ReadonlyMap<string, Command<unknown>>;
/** Held beside the modules, because the server's bundles each have modules of their own. */
const held = globalThis as typeof globalThis & { countersignCommands?: Commands };

/** Says which commands there are, so that approved requests can run. The registry does so when it is loaded. */
export function provideCommands(commands: Commands): void {
  held.countersignCommands = commands;
}

/** The command of that name; null where there is none. */
export function commandNamed(name: string): Command<unknown> | null {
  if (!held.countersignCommands)
    throw new Error("lib/registry.ts says which commands there are; import it at start");
  return held.countersignCommands.get(name) ?? null;
}

/** Names of the commands that a second person may have to sign, in the order of the alphabet. */
export function criticalCommands(): readonly string[] {
  const all = [...(held.countersignCommands ?? new Map<string, Command<unknown>>())];
  return all
    .filter(([, { meta }]) => meta.approval === "by-state")
    .map(([name]) => name)
    .sort();
}
