import type { InstantMs } from "./ids";

/** The instant `hours` later. */
export function hoursAfter(instantMs: InstantMs, hours: number): InstantMs {
  return (instantMs + hours * 3_600_000) as InstantMs;
}
