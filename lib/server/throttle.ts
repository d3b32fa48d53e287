import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { keyOfCaller, type TokenCaller } from "./caller";
import { log } from "./log";

/**
 * How often something may be tried: points per seconds, counted in the database, so over all instances.
 *
 * Sign-in is counted per account and client (few: one client that guesses), per client (many accounts), and per account
 * over all clients, against guessing from many addresses. The last one is a compromise: 100 an hour is little for
 * guessing, and whoever wants to keep somebody out has to bring several addresses and go on, hour after hour; it ends
 * within the hour after they stop, and open sessions go on meanwhile.
 */
const LIMITS = {
  "sign-in-account-client": { points: 10, seconds: 900 },
  "sign-in-account": { points: 100, seconds: 3600 },
  "sign-in-address": { points: 100, seconds: 600 },
  /** Codes and passkeys, per person: a million codes against ten guesses. */
  "second-factor-person": { points: 10, seconds: 900 },
  "secret-link-address": { points: 60, seconds: 600 },
  "reset-account": { points: 5, seconds: 3600 },
  "mail-person": { points: 60, seconds: 3600 },
  "writes-person": { points: 600, seconds: 60 },
  "uploads-person": { points: 60, seconds: 60 },
  "calls-token": { points: 600, seconds: 60 },
  "calls-address": { points: 3_000, seconds: 60 },
  "denials-recorded": { points: 20, seconds: 60 },
  "audit-readings": { points: 1, seconds: 600 },
} as const;

export type LimitName = keyof typeof LIMITS;
export type ThrottleUse = {
  readonly limit: LimitName;
  readonly key: string;
  /** A success gives the points of this key back. */
  readonly forgiving?: true;
};

/** What every call of a program counts for: its token, and the address that it comes from. */
export function everyCall(caller: TokenCaller): readonly ThrottleUse[] {
  return [
    { limit: "calls-address", key: caller.address },
    { limit: "calls-token", key: keyOfCaller(caller) },
  ];
}

const limiters = new Map<LimitName, RateLimiterPostgres>();

function limiter(name: LimitName): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const { points, seconds } = LIMITS[name];
  const made = new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "throttle",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  limiters.set(name, made);
  return made;
}

/**
 * Takes one point of each limit. Fails closed: when the counter can't be read, the answer is no.
 *
 * @returns the refusal, or null when all limits allow it
 */
export async function consume(uses: readonly ThrottleUse[]): Promise<Refusal | null> {
  for (const { limit, key } of uses) {
    try {
      await limiter(limit).consume(key.slice(0, 200));
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) return tooMany(thrown);
      log().error({ err: thrown, limit }, "attempts can't be counted, so none is let through");
      return NOT_COUNTED;
    }
  }
  return null;
}

/** Gives the points of forgiving limits back, after a success, which stands even where they can't be given back. */
export async function forgive(uses: readonly ThrottleUse[]): Promise<void> {
  for (const { limit, key } of uses.filter((use) => use.forgiving)) {
    try {
      await limiter(limit).delete(key.slice(0, 200));
    } catch (thrown) {
      log().error({ err: thrown, limit }, "attempts can't be given back");
    }
  }
}

const NOT_COUNTED: Refusal = {
  code: "too-many",
  retryAfterS: 30,
  reason: "The attempts can't be counted at the moment, so none is let through. Try again in half a minute.",
};

function tooMany({ msBeforeNext }: RateLimiterRes): Refusal {
  const retryAfterS = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const wait = retryAfterS < 90 ? `${retryAfterS} seconds` : `${Math.ceil(retryAfterS / 60)} minutes`;
  return { code: "too-many", retryAfterS, reason: `Too many attempts. Try again in ${wait}.` };
}
