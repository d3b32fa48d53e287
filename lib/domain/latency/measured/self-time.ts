import type { Arrangement } from "./arrange-spans";
import type { RecordedSpan } from "./recording";

/**
 * How long each piece of security work took by itself: the span that started it, without the spans inside that belong to
 * something else. Spans side by side inside of it are taken off once.
 *
 * @returns whole nanoseconds, for the spans that have anything else inside
 */
export function nsSelfOf(
  spans: readonly RecordedSpan[],
  { hostOf, nsFrom, nsTo, workOf }: Arrangement,
): ReadonlyMap<number, number> {
  const inside = new Map<number, number[]>();
  workOf.forEach((work, place) => {
    const around = workOf[hostOf[place] ?? -1] ?? null;
    if (around === null || around === work || spans[place]?.nsDuration === null) return;
    const own = inside.get(around.place);
    if (own) own.push(place);
    else inside.set(around.place, [place]);
  });
  const nsSelf = new Map<number, number>();
  for (const [place, within] of inside) {
    const ns = spans[place]?.nsDuration ?? null;
    if (ns !== null) nsSelf.set(place, ns - nsCovered(within, nsFrom, nsTo));
  }
  return nsSelf;
}

/** Time that at least one of some spans covers. */
function nsCovered(places: readonly number[], nsFrom: Float64Array, nsTo: Float64Array): number {
  const rising = [...places].sort((a, b) => (nsFrom[a] ?? 0) - (nsFrom[b] ?? 0));
  let [covered, end] = [0, Number.NEGATIVE_INFINITY];
  for (const place of rising) {
    const [from = 0, to = 0] = [nsFrom[place], nsTo[place]];
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}
