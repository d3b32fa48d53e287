import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateSync } from "otplib";
import { beforeAll, describe, expect, test } from "vitest";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { matchTotp } from "./totp";

type Vectors = {
  readonly totp: readonly {
    readonly time: number;
    readonly alg: string;
    readonly secretAscii: string;
    readonly digits: 6 | 8;
    readonly period: number;
    readonly totp: string;
  }[];
  readonly hotp6: readonly {
    readonly counter: number;
    readonly secretAscii: string;
    readonly value: string;
  }[];
};

/** Runs in the group `samples`: SAMPLES_DIR names the folder with the files of others. */
describe("the vectors of RFC 6238 and RFC 4226", () => {
  let vectors: Vectors;
  beforeAll(() => {
    const { SAMPLES_DIR: folder } = process.env;
    if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
    vectors = JSON.parse(readFileSync(join(folder, "audit/rfc6238-rfc4226-vectors.json"), "utf8"));
  });

  test("every code by time, with SHA-1, SHA-256 and SHA-512", () => {
    expect(vectors.totp.length).toBeGreaterThanOrEqual(18);
    for (const { time, alg, secretAscii, digits, period, totp } of vectors.totp) {
      const algorithm = alg.toLowerCase() as "sha1" | "sha256" | "sha512";
      const secret = new TextEncoder().encode(secretAscii);
      expect(generateSync({ secret, epoch: time, digits, period, algorithm })).toBe(totp);
    }
  });

  test("every code by counter", () => {
    expect(vectors.hotp6.length).toBeGreaterThanOrEqual(10);
    for (const { counter, secretAscii, value } of vectors.hotp6) {
      const secret = new TextEncoder().encode(secretAscii);
      expect(generateSync({ strategy: "hotp", secret, counter })).toBe(value);
    }
  });

  test("a code of today’s kind is matched at its time and at none that is over", () => {
    for (const { time, alg, totp } of vectors.totp.filter((one) => one.alg === "SHA1")) {
      const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
      const step = Math.floor(time / 30);
      expect([alg, matchTotp(secret, totp.slice(-6), (time * 1_000) as InstantMs, null)]).toEqual([
        alg,
        step,
      ]);
      expect(matchTotp(secret, totp.slice(-6), (time * 1_000) as InstantMs, step)).toBeNull();
    }
  });
});
