import type { InstantMs } from "./ids";

/** The instant `hours` later. */
export function hoursAfter(instantMs: InstantMs, hours: number): InstantMs {
  return (instantMs + hours * 3_600_000) as InstantMs;
}

/** The later of two instants. */
export function laterOf(a: InstantMs, b: InstantMs): InstantMs {
  return a > b ? a : b;
}

/** The instant `seconds` later. */
export function secondsAfter(instantMs: InstantMs, seconds: number): InstantMs {
  return (instantMs + seconds * 1_000) as InstantMs;
}

/** The earlier of two instants. */
export function earlierOf(a: InstantMs, b: InstantMs): InstantMs {
  return Math.min(a, b) as InstantMs;
}
