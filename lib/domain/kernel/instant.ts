import type { InstantMs } from "./ids";

/** The instant `hours` later. */
export function hoursAfter(instantMs: InstantMs, hours: number): InstantMs {
  return (instantMs + hours * 3_600_000) as InstantMs;
}

/** The instant `seconds` later. */
export function secondsAfter(instantMs: InstantMs, seconds: number): InstantMs {
  return (instantMs + seconds * 1_000) as InstantMs;
}
