import { assert } from "../kernel/assert";
import type { Brand } from "../kernel/brand";
import { err, ok, type Result } from "../kernel/result";
import { type Block, philox } from "./philox";

/** What a run of a simulation starts from: a whole number from 0 to 2^53 − 1, shown beside its results. */
export type RunSeed = Brand<number, "RunSeed">;

/** Random numbers one after the other, each strictly between 0 and 1 and a multiple of 2^−33. */
export interface RandomStream {
  readonly next: () => number;
}

/** Reads a seed; refuses what is not a whole number from 0 to 2^53 − 1. */
export function parseRunSeed(
  value: number,
): Result<RunSeed, { readonly code: "bad-seed"; readonly reason: string }> {
  return Number.isSafeInteger(value) && value >= 0
    ? ok(value as RunSeed)
    : err({ code: "bad-seed", reason: "Give a whole number from 0 to 9007199254740991 as seed." });
}

/**
 * The seed of everything that is simulated about one thing: the end of its id, so the same thing has the same random
 * numbers on every screen, in every process and in the browser.
 *
 * @param id hexadecimal, as a UUID is
 * @returns 0 to 16,777,215
 */
export function runSeedOfId(id: string): RunSeed {
  const digits = id.replaceAll(/[^0-9a-f]/gi, "").slice(-6);
  return Number.parseInt(digits || "0", 16) as RunSeed;
}

/**
 * The random numbers that belong to a name within a run, as in `rate of mitm`.
 *
 * Each name has its own key and its own half of the counter, so streams never share a block unless all 128 bits of two
 * names fall together; a stream depends on nothing but seed and name, so that adding a threat changes no other threat's
 * numbers. The same seed and name give the same numbers in every engine.
 * @param name any text, at most 65,535 UTF-16 units
 */
export function randomStream(seed: RunSeed, name: string): RandomStream {
  const [keyA, keyB, highA, highB] = digestOf(seed, name);
  const block: Block = [0, 0, 0, 0];
  let counter = 0;
  let used = 4;
  return {
    next: () => {
      if (used === 4) {
        block[0] = counter >>> 0;
        block[1] = Math.floor(counter / 4294967296);
        block[2] = highA;
        block[3] = highB;
        philox(block, keyA, keyB);
        counter += 1;
        used = 0;
      }
      const word = block[used] ?? 0;
      used += 1;
      return (word + 0.5) / 4294967296;
    },
  };
}

/** 128 bits that stand for a seed and a name: the cipher of the name's blocks, each mixed into the next. */
function digestOf(seed: RunSeed, name: string): Block {
  assert(name.length <= 65_535, "a stream's name has at most 65,535 units");
  const state: Block = [name.length, 0, 0, 0];
  const [keyA, keyB] = [seed % 4294967296, Math.floor(seed / 4294967296)];
  philox(state, keyA, keyB);
  for (let start = 0; start < name.length; start += 8) {
    for (let word = 0; word < 4; word++) {
      const at = start + 2 * word;
      const [low, high] = [at, at + 1].map((index) => (index < name.length ? name.charCodeAt(index) : 0));
      const index = word as 0 | 1 | 2 | 3;
      state[index] = (state[index] ^ ((low ?? 0) | ((high ?? 0) << 16))) >>> 0;
    }
    philox(state, keyA, keyB);
  }
  return state;
}
