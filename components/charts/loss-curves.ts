import type { ExceedancePoint } from "@/lib/domain/roi/exceedance";
import { logShareBetween, shareBetween } from "./scale";

/** Curves that a loss exceedance chart can hold, in the order in which it lists them. */
export const LOSS_CURVES = ["inherent", "today", "plan"] as const;
export type LossCurveKind = (typeof LOSS_CURVES)[number];

/** A curve with its name. Points have rising losses; between them it runs straight. */
export interface LossCurve {
  readonly kind: LossCurveKind;
  readonly label: string;
  readonly points: readonly ExceedancePoint[];
}

/** The largest chance that is accepted of losing that much or more. */
export interface TolerancePoint {
  readonly lossAmount: number;
  readonly probability: number;
}

export type LossScale = "log" | "linear";
export interface LossSpan {
  readonly scale: LossScale;
  readonly from: number;
  readonly to: number;
}

/** Four orders of magnitude are drawn at most; what is smaller is money that nobody plans with. */
const SPAN_MAX = 1e4;

/** Reach of the axis of money: from the least to the greatest loss; on a logarithmic axis at most four powers of ten. */
export function lossSpan(
  curves: readonly LossCurve[],
  tolerance: readonly TolerancePoint[],
  scale: LossScale,
): LossSpan {
  const losses = [...curves.flatMap(({ points }) => points), ...tolerance].map(
    ({ lossAmount }) => lossAmount,
  );
  const to = losses.reduce((most, loss) => Math.max(most, loss), 0) || 1;
  if (scale === "linear") return { scale, from: 0, to };
  const least = losses.reduce((low, loss) => (loss > 0 ? Math.min(low, loss) : low), to);
  return { scale, from: Math.max(least === to ? to / 10 : least, to / SPAN_MAX), to };
}

/** Place of a loss on the axis, as a share from 0 to 1. */
export function lossShare({ scale, from, to }: LossSpan, lossAmount: number): number {
  return scale === "log" ? logShareBetween(lossAmount, from, to) : shareBetween(lossAmount, from, to);
}

export interface CurveReading {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

/** One loss with what each curve says there; a curve that does not reach it is missing. */
export interface LossRow {
  readonly lossAmount: number;
  readonly readings: Readonly<Partial<Record<LossCurveKind, CurveReading>>>;
}

/**
 * All curves read at the same losses: at each of their points within the span, along the drawn line where a curve has no
 * point of its own.
 *
 * @returns losses rising strictly
 */
export function lossRows(curves: readonly LossCurve[], span: LossSpan): readonly LossRow[] {
  const losses = new Set([
    span.from,
    ...curves.flatMap(({ points }) => points.map(({ lossAmount }) => lossAmount)),
  ]);
  return [...losses]
    .filter((loss) => loss >= span.from && loss <= span.to)
    .toSorted((a, b) => a - b)
    .map((lossAmount) => ({
      lossAmount,
      readings: Object.fromEntries(
        curves.flatMap(({ kind, points }) => {
          const reading = readingAt(points, lossAmount, span);
          return reading ? [[kind, reading]] : [];
        }),
      ),
    }));
}

/** What a curve says at a loss, along the drawn line; null beyond its ends. */
export function readingAt(
  points: readonly ExceedancePoint[],
  lossAmount: number,
  span: LossSpan,
): CurveReading | null {
  const next = points.findIndex((point) => point.lossAmount >= lossAmount);
  const right = points[next];
  if (!right) return null;
  const left = points[next - 1];
  if (right.lossAmount === lossAmount || !left) return right.lossAmount === lossAmount ? right : null;
  const begin = lossShare(span, left.lossAmount);
  const width = lossShare(span, right.lossAmount) - begin;
  const share = width > 0 ? (lossShare(span, lossAmount) - begin) / width : 1;
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    probability: between(left.probability, right.probability),
    low: between(left.low, right.low),
    high: between(left.high, right.high),
  };
}

/** At most `countMax` of a list, evenly spaced, with the first and the last. */
export function evenly<T>(list: readonly T[], countMax: number): readonly T[] {
  if (list.length <= countMax) return list;
  const step = (list.length - 1) / (countMax - 1);
  return Array.from({ length: countMax }, (_, place) => list[Math.round(place * step)]).filter(
    (item): item is T => item !== undefined,
  );
}
