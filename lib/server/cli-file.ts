import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";
import { sha256Hex } from "./token";

/** Where the start makes the command line tool; it reads this installation's folder only. */
const CLI_FILE = join(process.cwd(), ".cache", "cli", "countersign.mjs");

type CliFile = { readonly text: string; readonly hash: Sha256Hex };
let held: CliFile | undefined;

/** The command line tool as this installation serves it; null where it was not made. */
export async function servedCli(): Promise<CliFile | null> {
  if (held) return held;
  const text = await readFile(/* turbopackIgnore: true */ CLI_FILE, "utf8").catch(() => null);
  if (text === null) return null;
  held = { text, hash: sha256Hex(text) };
  return held;
}
