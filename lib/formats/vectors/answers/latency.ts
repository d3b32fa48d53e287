import { z } from "zod";
import { msOfExponentialSum, msOfNormalSum } from "@/lib/domain/latency/closed-form";
import { msOfRoundTrips } from "@/lib/domain/latency/handshake";
import { evaluatePath, type PathTree, stepId } from "@/lib/domain/latency/request-path";
import { parseStep, type Step, stepMsAt, stepMsMean } from "@/lib/domain/latency/step";
import { probabilityOfAtLeastOne } from "@/lib/domain/roi/probability";
import { type Answerer, forInputs, probabilityIn } from "../answer";
import { amount, number, share } from "./numbers";

/** Percentiles of a sum (`p99`) and, as the mistake to be shown, sums of percentiles (`sum_of_p99`). */
function percentiles(asked: readonly string[], ofSum: (p: number) => number, ofParts: (p: number) => number) {
  const placed = asked.flatMap((path) => {
    const probability = probabilityIn(path.replace(/^sum_of_/, ""));
    if (probability === null) return [];
    return [[path, path.startsWith("sum_of_") ? ofParts(probability) : ofSum(probability)] as const];
  });
  return Object.fromEntries(placed);
}

/** The range of steps one after the other. */
export const rangeOfSum: Answerer = forInputs(
  z.record(
    z.string(),
    z.tuple([amount, amount]).refine(([min, max]) => min <= max),
  ),
  (parts) => {
    const steps = Object.entries(parts).map(
      ([id, [msMin, msMax]]): PathTree => ({
        kind: "step",
        id: stepId(id),
        step: { kind: "uniform", msMin, msMax },
      }),
    );
    const path = steps.length > 0 ? evaluatePath({ kind: "series", parts: steps }) : null;
    if (!path?.ok) return null;
    const { msMin, msMax } = path.value.distribution;
    return { values: { "sum[0]": msMin, "sum[1]": msMax }, quoted: ["seed_claims"] };
  },
);

const normals = z
  .array(z.tuple([number, amount]))
  .min(1)
  .max(1_000);

export const normalSum: Answerer = forInputs(
  z.strictObject({ normals }),
  ({ normals: parts }, { asked }) => ({
    values: percentiles(
      asked,
      (probability) => msOfNormalSum(parts, probability),
      (probability) => parts.reduce((sum, part) => sum + msOfNormalSum([part], probability), 0),
    ),
  }),
);

const exponentials = z
  .array(number.positive())
  .min(1)
  .max(200)
  .refine((means) => Math.max(...means) <= 1_000 * Math.min(...means));

export const exponentialSum: Answerer = forInputs(
  z.strictObject({ exponential_means: exponentials }),
  ({ exponential_means: means }, { asked }) => ({
    values: percentiles(
      asked,
      (probability) => msOfExponentialSum(means, probability),
      (probability) => means.reduce((sum, mean) => sum + msOfExponentialSum([mean], probability), 0),
    ),
  }),
);

/** A request that waits for many calls: one of them is slow. */
export const fanOut: Answerer = forInputs(
  z.strictObject({ n: z.int().min(1).max(1e9), p: share }),
  ({ n, p }) => ({
    values: { prob_at_least_one_slow: probabilityOfAtLeastOne(1 - p, n) },
  }),
);

/** A cache in front of a handshake. */
export const cachedHandshake: Answerer = forInputs(
  z.strictObject({ hit_ratio: share, handshake_ms: amount, hit_ms: amount }),
  ({ hit_ratio: hitProbability, handshake_ms: missMs, hit_ms: hitMs }, { asked }) => {
    const step: Step = {
      kind: "mixture",
      hitProbability,
      hit: { kind: "constant", ms: hitMs },
      miss: { kind: "constant", ms: missMs },
    };
    if (!parseStep(step).ok) return null;
    const at = (probability: number) => stepMsAt(step, probability);
    return { values: { mean: stepMsMean(step), ...percentiles(asked, at, at) } };
  },
);

export const handshakeRoundTrips: Answerer = forInputs(
  z.strictObject({ rtt_ms: amount }),
  ({ rtt_ms: rtt }) => ({
    values: {
      tls13_full: msOfRoundTrips("tls13-full", rtt),
      tls13_psk_resumed: msOfRoundTrips("tls13-resumed", rtt),
      tls13_0rtt: msOfRoundTrips("tls13-0rtt", rtt),
      tls12_full: msOfRoundTrips("tls12-full", rtt),
      tls12_resumed: msOfRoundTrips("tls12-resumed", rtt),
    },
  }),
);
