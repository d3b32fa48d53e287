import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";

/** What a command gave; a refusal fails the test. */
export function got<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Why a command refused; anything else fails the test. */
export function refused<C extends Refusal["code"] = Refusal["code"]>(
  result: Result<unknown, Refusal>,
  code?: C,
): Extract<Refusal, { code: C }> {
  if (result.ok) throw new Error("this should have been refused");
  if (code && result.error.code !== code) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.error as Extract<Refusal, { code: C }>;
}

/** Runs a command by its name, as topics reach those of others. */
export async function run<T>(name: string, input: unknown, caller: Caller): Promise<T> {
  const command = registry.get(name);
  if (!command) throw new Error(`there is no command ${name}`);
  return got(await command(input, caller)) as T;
}
