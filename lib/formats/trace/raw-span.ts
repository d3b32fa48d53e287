import type { Tag } from "@/lib/domain/latency/measured/recording";
import type { Path } from "../foreign/fields";

/** An instant, exact: whole seconds since 1970 and whole nanoseconds of that second. */
export interface Instant {
  readonly s: number;
  readonly ns: number;
}

/** A span as a format names it, before parents and halves are found. */
export interface RawSpan {
  readonly traceId: string;
  readonly id: string;
  /** Empty where there is none. */
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
  readonly kind: SpanKind;
  readonly start: Instant | null;
  /** Whole nanoseconds; null is unknown. */
  readonly nsDuration: number | null;
  readonly tags: readonly Tag[];
  /** Ids of traces and spans that are named as related. */
  readonly links: readonly { readonly traceId: string; readonly id: string }[];
  readonly path: () => Path;
}

/** Which side of a call a span is: asking and answering halves may share an id. */
export type SpanKind = "asks" | "answers" | "other";

const NS_PER_S = 1_000_000_000;
const US_PER_S = 1_000_000;
/** The year 5138; later instants are no instants. */
const S_MAX = 100_000_000_000;

/** An instant from nanoseconds since 1970, as digits (OTLP) or, less exactly, as a number. */
export function instantOfNs(value: unknown): Instant | null {
  if (typeof value === "number") return instantOfNumber(value, NS_PER_S);
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) return null;
  return checked({ s: Number(value.slice(0, -9)), ns: Number(value.slice(-9)) });
}

/** An instant from microseconds since 1970 (Jaeger, Zipkin). */
export function instantOfUs(value: unknown): Instant | null {
  return typeof value === "number" ? instantOfNumber(value, US_PER_S) : null;
}

/** Nanoseconds between two instants; null where the second is the earlier one. */
export function nsBetween(start: Instant, end: Instant): number | null {
  const ns = (end.s - start.s) * NS_PER_S + end.ns - start.ns;
  return ns < 0 ? null : ns;
}

/** A duration in whole nanoseconds from microseconds; null where it is none. */
export function nsOfUs(value: unknown): number | null {
  if (typeof value !== "number" || !(value >= 0) || value > S_MAX) return null;
  return Math.round(value * 1_000);
}

/** Nanoseconds since the start of a second. */
export const nsSince = (sZero: number, { s, ns }: Instant): number => (s - sZero) * NS_PER_S + ns;

function instantOfNumber(value: number, perSecond: number): Instant | null {
  if (!(value > 0)) return null;
  const s = Math.floor(value / perSecond);
  return checked({ s, ns: Math.round((value - s * perSecond) * (NS_PER_S / perSecond)) });
}

const checked = (instant: Instant): Instant | null =>
  instant.s <= S_MAX && instant.s + instant.ns > 0 ? instant : null;
