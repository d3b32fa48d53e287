/** One metric of a Server-Timing header. */
export interface TimingMetric {
  readonly name: string;
  /** Null where the header does not say: unknown, not 0. */
  readonly ms: number | null;
}

/** Longest header that is read, and most metrics in it. */
const HEADER_CHARS_MAX = 20_000;
const METRICS_MAX = 200;
const NAME_MAX = 120;
/** Of a day. */
const MS_MAX = 86_400_000;

/**
 * Reads the value of a Server-Timing header; what is no metric is passed over.
 *
 * Commas and semicolons inside quoted texts divide nothing. Source: W3C Server Timing; RFC 9110 for quoted strings.
 */
export function parseServerTiming(value: string): readonly TimingMetric[] {
  return divided(value.slice(0, HEADER_CHARS_MAX), ",")
    .slice(0, METRICS_MAX)
    .flatMap((metric) => {
      const [name = "", ...parameters] = divided(metric, ";").map((part) => part.trim());
      return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && name.length <= NAME_MAX
        ? [{ name, ms: durationIn(parameters) }]
        : [];
    });
}

/** The first duration counts. */
function durationIn(parameters: readonly string[]): number | null {
  const duration = parameters.find((one) => /^dur\s*=/i.test(one));
  if (duration === undefined) return null;
  const text = duration.slice(duration.indexOf("=") + 1).trim();
  const plain = /^"(.*)"$/.exec(text)?.[1] ?? text;
  const ms = /^\d+(\.\d*)?(e[+-]?\d+)?$|^\.\d+$/i.test(plain) ? Number(plain) : Number.NaN;
  return ms >= 0 && ms <= MS_MAX ? ms : null;
}

function divided(text: string, by: string): readonly string[] {
  const parts: string[] = [];
  let [start, isQuoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === "\\" && isQuoted) at += 1;
    else if (sign === by && !isQuoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
