import type { RecordedSpan } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, lineOfText, listOf } from "../foreign/fields";
import { layMetrics, nsOfMs, plainSpan } from "../server-timing/lay-metrics";
import { parseServerTiming, type TimingMetric } from "../server-timing/parse-header";

/** The parts of a request in their order; ssl lies inside of connect. */
const PARTS = ["blocked", "dns", "connect", "send", "wait", "receive"] as const;
/** Six parts, each rounded to a millisecond, are at most this far from their sum. */
const NS_ROUNDING = 3_000_000;
/** Of a day. */
const MS_MAX = 86_400_000;
const HEADERS_MAX = 200;

/** The timings of one entry; null is not applicable or not stated. */
export interface ReadTimings {
  /** As the entry states it. */
  readonly nsTime: number | null;
  /** The sum of the parts; null where there are none. */
  readonly nsOfParts: number | null;
  readonly parts: readonly { readonly name: (typeof PARTS)[number]; readonly ns: number }[];
  readonly nsConnect: number | null;
  readonly nsSsl: number | null;
  /** A connection was opened over https, and its TLS part is not stated. */
  readonly isTlsHidden: boolean;
  /** Stated time and sum of the parts differ by more than rounding. */
  readonly isOffSum: boolean;
  readonly metrics: readonly TimingMetric[];
}

export function readTimings(entry: Fields): ReadTimings {
  const timings = fieldsOf(entry["timings"]);
  const parts = PARTS.flatMap((name) => {
    const ns = applicable(timings[name]);
    return ns === null ? [] : [{ name, ns }];
  });
  const nsTime = applicable(entry["time"]);
  const nsConnect = applicable(timings["connect"]);
  const nsSsl = applicable(timings["ssl"]);
  const nsOfParts = parts.length === 0 ? null : parts.reduce((sum, { ns }) => sum + ns, 0);
  const isHttps = /^(https|wss):/i.test(lineOfText(fieldsOf(entry["request"])["url"], 20));
  return {
    nsTime,
    nsOfParts,
    parts,
    nsConnect,
    nsSsl,
    isTlsHidden: isHttps && nsSsl === null && (nsConnect ?? 0) > 0,
    isOffSum: nsTime !== null && nsOfParts !== null && Math.abs(nsTime - nsOfParts) > NS_ROUNDING,
    metrics: metricsOf(entry),
  };
}

/**
 * Lays the parts of a request one after the other into it, TLS at the end of connect, Server-Timing into wait.
 *
 * @param spans are added to
 * @param request place of the request's span
 */
export function layTimings(
  spans: RecordedSpan[],
  { parts, nsSsl, metrics }: ReadTimings,
  request: number,
  nsStart: number,
): void {
  let nsAt = nsStart;
  for (const { name, ns } of parts) {
    const place = spans.length;
    spans.push(plainSpan("har-part", name, request, nsAt, ns));
    if (name === "connect" && nsSsl !== null)
      spans.push(plainSpan("har-part", "ssl", place, nsAt + Math.max(0, ns - nsSsl), nsSsl));
    if (name === "wait") layMetrics(spans, metrics, place, nsAt);
    nsAt += ns;
  }
}

/** −1, and anything that is no time, is not applicable. */
function applicable(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value <= MS_MAX ? nsOfMs(value) : null;
}

function metricsOf(entry: Fields): readonly TimingMetric[] {
  return listOf(fieldsOf(entry["response"])["headers"])
    .slice(0, HEADERS_MAX)
    .flatMap((header) => {
      const { name, value } = fieldsOf(header);
      const isTiming = typeof name === "string" && name.toLowerCase() === "server-timing";
      return isTiming && typeof value === "string" ? parseServerTiming(value) : [];
    });
}
