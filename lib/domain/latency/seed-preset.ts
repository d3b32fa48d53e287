import { type PathTree, stepId } from "./request-path";
import type { Step } from "./step";

/** The steps of a new system until better numbers are known: milliseconds, uniform, as the seed document gives them. */
export const SEED_STEPS = {
  "tls-handshake": { kind: "uniform", msMin: 20, msMax: 40 },
  "token-validation": { kind: "uniform", msMin: 5, msMax: 10 },
  encryption: { kind: "uniform", msMin: 1, msMax: 5 },
} as const satisfies Readonly<Record<string, Step>>;

/**
 * The seed's example as a path. Its range is the sum of its parts, 26 to 55 ms; the "30–60" that the seed prints is not.
 */
export const SEED_PATH: PathTree = {
  kind: "series",
  parts: Object.entries(SEED_STEPS).map(([id, step]) => ({ kind: "step", id: stepId(id), step })),
};
