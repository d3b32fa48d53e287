import type { RecordedSpan } from "@/lib/domain/latency/measured/recording";
import type { TimingMetric } from "./parse-header";

/** One millisecond in whole nanoseconds. */
const NS_PER_MS = 1_000_000;

export const nsOfMs = (ms: number): number => Math.round(ms * NS_PER_MS);

/** A span of which nothing but its name, its place and its time is known. */
export function plainSpan(
  origin: RecordedSpan["origin"],
  name: string,
  parent: number,
  nsStart: number,
  nsDuration: number | null,
): RecordedSpan {
  return { origin, name, service: "", parent, nsStart, nsDuration, tags: [], links: [] };
}

/** The metric that, by its name, contains the others. */
export const totalOf = (metrics: readonly TimingMetric[]): TimingMetric | undefined =>
  metrics.find(({ name, ms }) => name.toLowerCase() === "total" && ms !== null);

/**
 * Puts the metrics of an answer into the span that they were part of.
 *
 * The header says how long, never when: metrics are laid one after the other, short ones first, so that one which contains
 * the others takes only what they leave; a metric named total contains all.
 * @param spans are added to
 * @param parent place of the span around them
 */
export function layMetrics(
  spans: RecordedSpan[],
  metrics: readonly TimingMetric[],
  parent: number,
  nsStart: number,
): void {
  const total = totalOf(metrics);
  let inside = parent;
  if (total) {
    inside = spans.length;
    spans.push(plainSpan("server-timing", total.name, parent, nsStart, nsOfMs(total.ms ?? 0)));
  }
  let nsAt = nsStart;
  const rising = metrics.filter((one) => one !== total).sort((a, b) => (a.ms ?? 0) - (b.ms ?? 0));
  for (const { name, ms } of rising) {
    spans.push(plainSpan("server-timing", name, inside, nsAt, ms === null ? null : nsOfMs(ms)));
    nsAt += nsOfMs(ms ?? 0);
  }
}
