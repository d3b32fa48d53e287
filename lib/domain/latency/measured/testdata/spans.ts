import type { StepKind } from "../../../catalogue/mechanism";
import { recognise } from "../recognise";
import type { RecognitionRule } from "../recognition-rule";
import type { RecordedSpan } from "../recording";

export const MS = 1_000_000;
export const rule = (name: string, step: StepKind, rest: Partial<RecognitionRule> = {}): RecognitionRule => ({
  id: name.replaceAll("*", "x"),
  on: "span",
  name,
  tag: null,
  verdict: { kind: "security", step },
  isLowerBound: false,
  reason: "r",
  source: "s",
  ...rest,
});
const not = (name: string, step: StepKind | "any"): RecognitionRule =>
  rule(name, "token", { verdict: { kind: "not", step } });
const RULES = [
  not("tcp", "handshake"),
  not("business", "any"),
  rule("tls", "handshake"),
  rule("authz*", "authorization"),
  rule("token*", "token"),
];
export type Made = Partial<RecordedSpan> & { readonly name: string };
/** A span from one millisecond to another, inside the span at a place. */
export const span = (
  name: string,
  from: number,
  to: number | null,
  parent = -1,
  rest: object = {},
): RecordedSpan => ({
  origin: "span",
  name,
  service: "",
  parent,
  nsStart: from * MS,
  nsDuration: to === null ? null : (to - from) * MS,
  tags: [],
  links: [],
  ...rest,
});
export const measure = (spans: readonly RecordedSpan[], rules: readonly RecognitionRule[] = RULES) =>
  recognise({ kind: "spans", format: "F", version: "", found: {}, notes: [], sZero: 1_000, spans }, rules);
