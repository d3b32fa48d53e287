import type { ImportNote } from "../../architecture/imported-model";

/** A name and a value that a span or a trend carries. */
export type Tag = readonly [key: string, value: string];

/** In which words of a format a piece of work has its name; a rule looks at one of them. */
export type SpanOrigin = "span" | "har-part" | "server-timing";

/** One piece of work that was timed: a span of a trace, a request of a browser or a part of it. */
export interface RecordedSpan {
  readonly origin: SpanOrigin;
  readonly name: string;
  /** Who did it; empty where the file does not say. */
  readonly service: string;
  /** Place of the span around it in the list of the recording; -1 where there is none. */
  readonly parent: number;
  /** Whole nanoseconds, counted from an instant that the recording names; may be below 0. */
  readonly nsStart: number;
  /** Whole nanoseconds, at least 0; null is unknown, which is not 0. */
  readonly nsDuration: number | null;
  readonly tags: readonly Tag[];
  /** Places of spans that are named as related, not as parent; they may lie in other traces. */
  readonly links: readonly number[];
}

/** A percentile as it was stated, or read out of a histogram. */
export interface Quantile {
  /** Within [0, 1]. */
  readonly probability: number;
  readonly ms: number;
}

/** A distribution of times of which only the summary is left. */
export interface RecordedTrend {
  readonly name: string;
  readonly tags: readonly Tag[];
  /** How many times were taken; null where the file does not say. */
  readonly count: number | null;
  readonly msMean: number | null;
  /** By rising probability. */
  readonly quantiles: readonly Quantile[];
  /** Whether another trend counts its times, too. */
  readonly isSubset: boolean;
  /** Whether its time lies inside the whole that the recording states. */
  readonly isPartOfWhole: boolean;
}

/** What a file of measurements holds, before anything in it is recognised. */
export type Recording = RecordedSpans | RecordedTrends;

interface Recorded<Kind extends string> {
  readonly kind: Kind;
  /** As in "OTLP/JSON". */
  readonly format: string;
  /** Of the format, as the file states it; empty where it does not. */
  readonly version: string;
  /** Counts and sums in the file's own words. */
  readonly found: Readonly<Record<string, number>>;
  readonly notes: readonly ImportNote[];
}

export interface RecordedSpans extends Recorded<"spans"> {
  /** Whole seconds since 1970 from which starts count; null where the file has no instants. */
  readonly sZero: number | null;
  readonly spans: readonly RecordedSpan[];
}

export interface RecordedTrends extends Recorded<"trends"> {
  readonly trends: readonly RecordedTrend[];
  /** Requests and their mean time where the file states the whole; else null. */
  readonly whole: { readonly count: number; readonly msMean: number } | null;
}

/** Most spans that are taken from one file. */
export const SPANS_MAX = 500_000;
