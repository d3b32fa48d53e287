import { formatMs } from "@/components/ui/format-number";
import type { StepKind } from "@/lib/domain/catalogue/mechanism";
import { linearTicks, shareBetween } from "./scale";

/** What security does on one hop, in one step. */
export interface HopSegment {
  readonly kind: StepKind;
  readonly label: string;
  /** Readable number of the control, as in CT-4. */
  readonly controlNumber?: string | undefined;
  /** Its share near the percentile; null: unknown, which is not zero. */
  readonly ms: number | null;
}

export interface Hop {
  /** Unique within the path: usually the flow's number or id. */
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** The percentile of the sum up to and with this hop; null: unknown. */
  readonly msRunning: number | null;
  /** Label of the hop beside which this one runs. */
  readonly isParallelWith?: string | undefined;
  readonly segments: readonly HopSegment[];
}

interface Span {
  readonly left: number;
  readonly width: number;
}

/** One hop with the places of its steps, as shares of the axis. */
export interface DrawnHop {
  readonly hop: Hop;
  readonly msShare: number;
  readonly endShare: number;
  readonly segments: readonly (Span & { readonly segment: HopSegment })[];
  /** The part past the budget. */
  readonly over: Span | null;
  /** Where the line to the next hop hangs; null on the last. */
  readonly connectorShare: number | null;
}

/** A request path with the places of everything on its bars. */
export interface DrawnHops {
  readonly hops: readonly DrawnHop[];
  readonly ticks: readonly { readonly value: number; readonly share: number; readonly hidden: boolean }[];
  readonly budgetShare: number | null;
  readonly marks: readonly { readonly label: string; readonly ms: number; readonly share: number }[];
  readonly whole: {
    readonly spentShare: number;
    readonly over: Span | null;
    /** "19 ms left", "3 ms over"; null without total or budget. */
    readonly rest: string | null;
    readonly words: string;
  };
}

/**
 * Places of hops on one axis: shares of a path add up, so each hop begins where the one before ends, also those that run
 * side by side.
 *
 * @param hops in the order of the path; unknown steps take no room
 * @param totalMs null: unknown
 */
export function drawHops(
  hops: readonly Hop[],
  totalMs: number | null,
  budgetMs: number | null,
  marks: readonly { readonly label: string; readonly ms: number }[],
): DrawnHops {
  const ends = endsOf(hops);
  const msMax =
    Math.max(1, ends.at(-1) ?? 0, totalMs ?? 0, budgetMs ?? 0, ...marks.map(({ ms }) => ms)) * 1.06;
  const at = (ms: number) => shareBetween(ms, 0, msMax);
  const budgetShare = budgetMs === null ? null : at(budgetMs);
  return {
    hops: hops.map((hop, place) => drawHop(hop, place, ends, at, budgetMs)),
    ticks: linearTicks(0, msMax, 8).map((value) => ({
      value,
      share: at(value),
      hidden: budgetShare !== null && Math.abs(at(value) - budgetShare) < 0.13,
    })),
    budgetShare,
    marks: marks.map((mark) => ({ ...mark, share: at(mark.ms) })),
    whole: drawWhole(totalMs, budgetMs, at),
  };
}

/** Where each hop ends, in ms. */
function endsOf(hops: readonly Hop[]): readonly number[] {
  let end = 0;
  return hops.map((hop) => {
    end += msOf(hop);
    return end;
  });
}

const msOf = (hop: Hop) => hop.segments.reduce((sum, { ms }) => sum + (ms ?? 0), 0);

function drawHop(
  hop: Hop,
  place: number,
  ends: readonly number[],
  at: (ms: number) => number,
  budgetMs: number | null,
): DrawnHop {
  const start = ends[place - 1] ?? 0;
  const end = ends[place] ?? start;
  let from = start;
  const segments = hop.segments.flatMap((segment) => {
    if (segment.ms === null) return [];
    const left = from;
    from += segment.ms;
    return [{ segment, left: at(left), width: at(from) - at(left) }];
  });
  return {
    hop,
    msShare: end - start,
    endShare: at(end),
    segments,
    over: spanPast(budgetMs, start, end, at),
    connectorShare: place < ends.length - 1 ? at(end) : null,
  };
}

function spanPast(
  budgetMs: number | null,
  start: number,
  end: number,
  at: (ms: number) => number,
): Span | null {
  if (budgetMs === null || end <= budgetMs) return null;
  const left = at(Math.max(start, budgetMs));
  return { left, width: at(end) - left };
}

function drawWhole(
  totalMs: number | null,
  budgetMs: number | null,
  at: (ms: number) => number,
): DrawnHops["whole"] {
  if (totalMs === null) return { spentShare: 0, over: null, rest: null, words: "The whole path is unknown" };
  const spent = formatMs(totalMs);
  const spentShare = at(Math.min(totalMs, budgetMs ?? totalMs));
  if (budgetMs === null) return { spentShare, over: null, rest: null, words: `${spent} spent, no budget` };
  const rest =
    totalMs > budgetMs ? `${formatMs(totalMs - budgetMs)} over` : `${formatMs(budgetMs - totalMs)} left`;
  return {
    spentShare,
    over: spanPast(budgetMs, 0, totalMs, at),
    rest,
    words: `${spent} of ${formatMs(budgetMs)} spent, ${rest}`,
  };
}
