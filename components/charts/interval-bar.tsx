import { type ChartEmpty, ChartFrame } from "./chart-frame";
import { linearTicks, percentOf, shareBetween } from "./scale";

/** A number with its range; the words are what is printed. */
export interface Interval {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
  /** null: unknown, an empty track. low ≤ mid ≤ high. */
  readonly range: {
    readonly low: number;
    readonly mid: number;
    readonly high: number;
    readonly lowWords: string;
    readonly midWords: string;
    readonly highWords: string;
  } | null;
  readonly tone?: "now" | "plan" | "before" | undefined;
}

export interface IntervalBarsProps {
  readonly title: string;
  readonly aside?: string | undefined;
  readonly caption?: string | undefined;
  readonly intervals: readonly Interval[];
  /** Prints a tick of the axis. */
  readonly formatTick: (value: number) => string;
  /** What low, mid and high are, as in "5 in 100", "Mean", "95 in 100". */
  readonly names: readonly [string, string, string];
  /** A value that deserves a line: 0 of a return, a limit. */
  readonly reference?: { readonly value: number; readonly label: string } | undefined;
  readonly level?: 2 | 3 | undefined;
  readonly empty?: ChartEmpty | undefined;
}

/** Ranges on one scale, one below the other: the bar is the range, the line in it the headline. */
export function IntervalBars(props: IntervalBarsProps) {
  const { title, aside, caption, intervals, formatTick, names, reference, level, empty } = props;
  const { from, to } = spanOf(intervals, reference?.value);
  const at = (value: number) => percentOf(shareBetween(value, from, to));
  const nothing: ChartEmpty = { title: "Nothing to compare", why: "There is no range to show yet." };
  return (
    <ChartFrame
      title={title}
      aside={aside}
      caption={caption}
      level={level}
      empty={intervals.length === 0 ? (empty ?? nothing) : undefined}
      table={{
        columns: [{ label: "What" }, ...names.map((label) => ({ label, numeric: true }))],
        rows: intervals.map(({ key, label, detail, href, range }) => ({
          key,
          name: label,
          detail,
          href,
          cells: range ? [range.lowWords, range.midWords, range.highWords] : [null, null, null],
        })),
      }}
    >
      <div className="interval-bars">
        <div aria-hidden className="interval-plot">
          {linearTicks(from, to, 5).map((value) => (
            <span key={value} style={{ left: at(value) }}>
              <b>{formatTick(value)}</b>
            </span>
          ))}
          {reference && (
            <span data-reference style={{ left: at(reference.value) }}>
              <em data-start={(reference.value - from) / (to - from) < 0.15 || undefined}>
                {reference.label}
              </em>
            </span>
          )}
        </div>
        <ul>
          {intervals.map((interval) => (
            <IntervalRow key={interval.key} interval={interval} at={at} />
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

interface IntervalRowProps {
  readonly interval: Interval;
  readonly at: (value: number) => string;
}

function IntervalRow({ interval, at }: IntervalRowProps) {
  const { label, detail, range, href, tone = "now" } = interval;
  return (
    <li className="interval-row">
      <span className="interval-name">
        {href ? (
          <a href={href} className="font-medium hover:underline">
            {label}
          </a>
        ) : (
          <span className="font-medium">{label}</span>
        )}
        {detail && <span className="block text-xs text-3">{detail}</span>}
      </span>
      <span
        role="img"
        aria-label={range ? `${range.lowWords} to ${range.highWords}, ${range.midWords}` : "Unknown"}
        className="interval-track"
        data-tone={tone}
        data-unknown={range ? undefined : true}
      >
        {range && (
          <>
            <i style={{ left: at(range.low), right: `calc(100% - ${at(range.high)})` }} />
            <b style={{ left: at(range.mid) }} />
          </>
        )}
      </span>
      <span className="interval-words">
        {range ? (
          <>
            <b>{range.midWords}</b>
            <span className="block text-xs text-3">
              {range.lowWords} to {range.highWords}
            </span>
          </>
        ) : (
          <span className="text-3">? unknown</span>
        )}
      </span>
    </li>
  );
}

/** From the least to the greatest of all, with a little air. */
function spanOf(intervals: readonly Interval[], reference: number | undefined) {
  const values = intervals.flatMap(({ range }) => (range ? [range.low, range.high] : []));
  if (reference !== undefined) values.push(reference);
  if (values.length === 0) return { from: 0, to: 1 };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || Math.abs(high) || 1) * 0.04;
  return { from: low === 0 ? 0 : low - air, to: high + air };
}
