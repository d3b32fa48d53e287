import type { ImportNote } from "../../architecture/imported-model";
import type { StepKind } from "../../catalogue/mechanism";
import type { RuleSubject } from "./recognition-rule";
import type { Quantile, Recording, Tag } from "./recording";

/** What was measured of one security step. */
export interface MeasuredStep {
  readonly step: StepKind;
  /** Time of requests in which this step was at work; no moment counts for two steps. */
  readonly ms: number;
  /** Requests that show it; in the others it is unknown, not 0. */
  readonly requests: number;
  /** Recognised spans without a duration: their time is missing from `ms`. */
  readonly unknown: number;
  /** Some of it ends before its work does. */
  readonly isLowerBound: boolean;
}

/** What a rule recognised. */
export interface RuleUse {
  readonly rule: string;
  /** Null where the rule says that work is no security. */
  readonly step: StepKind | null;
  readonly spans: number;
  /** As stated, with all that runs inside. */
  readonly ms: number;
  /** As stated, span by span without what runs inside and belongs to something else. */
  readonly msSelf: number;
  /** Its share of the time of requests, with what runs inside and has no rule of its own. */
  readonly msOwn: number;
  readonly unknown: number;
}

/** Work that no rule recognised. */
export interface Unrecognised {
  readonly on: RuleSubject;
  readonly name: string;
  readonly spans: number;
  /** As stated. */
  readonly ms: number;
  readonly msOwn: number;
  /** Without a duration. */
  readonly unknown: number;
}

/** One request: a span that runs inside of no other. */
export interface MeasuredRequest {
  readonly name: string;
  readonly service: string;
  /** Milliseconds since 1970; null where the file has no instants. */
  readonly msStarted: number | null;
  readonly msTotal: number;
  /** What is not named is unknown. Together at most `msTotal`. */
  readonly msBySteps: Readonly<Partial<Record<StepKind, number>>>;
}

/** A distribution of which the file has only the summary. */
export interface MeasuredTrend {
  readonly name: string;
  readonly tags: readonly Tag[];
  readonly step: StepKind | null;
  readonly rule: string | null;
  readonly count: number | null;
  readonly msMean: number | null;
  readonly quantiles: readonly Quantile[];
}

/** A measurement with its security work told apart from the rest. */
export interface RecognisedMeasurement extends Pick<Recording, "format" | "version" | "found"> {
  readonly requests: readonly MeasuredRequest[];
  readonly trends: readonly MeasuredTrend[];
  /** Of all requests together: what ran, not what lies between first and last. Null where the file does not say. */
  readonly msTotal: number | null;
  /** Null: nothing was recognised, so that it is unknown. */
  readonly msSecurity: number | null;
  /** `msTotal` without the steps: what no rule calls security. */
  readonly msRest: number | null;
  /** From the first start to the last end; a person's thinking may be in it. */
  readonly msFirstToLast: number | null;
  /** In the order in which a hop pays them; only what was seen. */
  readonly steps: readonly MeasuredStep[];
  /** Nothing in the file shows these: unknown, not 0. */
  readonly unknownSteps: readonly StepKind[];
  readonly rules: readonly RuleUse[];
  /** The longest first. */
  readonly unrecognised: readonly Unrecognised[];
  readonly moreUnrecognised: number;
  readonly notes: readonly ImportNote[];
}

export const UNRECOGNISED_SHOWN_MAX = 50;
