import { STEP_KINDS, type StepKind } from "../../catalogue/mechanism";
import {
  type MeasuredStep,
  type RecognisedMeasurement,
  type RuleUse,
  UNRECOGNISED_SHOWN_MAX,
  type Unrecognised,
} from "./recognised";
import type { RecognitionRule, RuleSubject } from "./recognition-rule";

interface Sums {
  count: number;
  ns: number;
  nsSelf: number;
  nsOwn: number;
  unknown: number;
}

/** Adds up, in whole nanoseconds, what rules, steps and names come to. */
export interface Tally {
  /** A span or trend as the file states it. */
  readonly seen: (
    on: RuleSubject,
    name: string,
    rule: RecognitionRule | null,
    ns: number | null,
    nsSelf: number | null,
  ) => void;
  /** Time of requests that belongs to a rule, or to work that no rule knows. */
  readonly own: (on: RuleSubject, name: string, rule: RecognitionRule | null, ns: number) => void;
  readonly read: (
    requestsWith: ReadonlyMap<StepKind, number>,
    nsTotal: number | null,
  ) => Pick<
    RecognisedMeasurement,
    | "msTotal"
    | "msSecurity"
    | "msRest"
    | "steps"
    | "unknownSteps"
    | "rules"
    | "unrecognised"
    | "moreUnrecognised"
  >;
}

export const NS_PER_MS = 1_000_000;

export function openTally(): Tally {
  const byRule = new Map<RecognitionRule, Sums>();
  const byName = new Map<string, Sums & { readonly on: RuleSubject; readonly name: string }>();
  const nothing = { count: 0, ns: 0, nsSelf: 0, nsOwn: 0, unknown: 0 };
  const sumsOf = (on: RuleSubject, name: string, rule: RecognitionRule | null): Sums => {
    const key = `${on} ${name}`;
    const sums = rule ? byRule.get(rule) : byName.get(key);
    if (sums) return sums;
    const made = { ...nothing, on, name };
    if (rule) byRule.set(rule, made);
    else byName.set(key, made);
    return made;
  };
  return {
    seen: (on, name, rule, ns, nsSelf) => {
      const sums = sumsOf(on, name, rule);
      sums.count += 1;
      if (ns === null) sums.unknown += 1;
      else sums.ns += ns;
      sums.nsSelf += nsSelf ?? 0;
    },
    own: (on, name, rule, ns) => {
      sumsOf(on, name, rule).nsOwn += ns;
    },
    read: (requestsWith, nsTotal) => {
      const steps = STEP_KINDS.flatMap((step) => stepOf(step, byRule, requestsWith.get(step) ?? 0));
      const names = [...byName.values()].sort((a, b) => b.nsOwn - a.nsOwn || b.ns - a.ns);
      const seen = new Set(steps.map(({ step }) => step));
      const nsSecurity = [...byRule].reduce((sum, [rule, { nsOwn }]) => sum + (stepIn(rule) ? nsOwn : 0), 0);
      return {
        steps,
        unknownSteps: STEP_KINDS.filter((step) => !seen.has(step)),
        msTotal: nsTotal === null ? null : nsTotal / NS_PER_MS,
        msSecurity: steps.length === 0 ? null : nsSecurity / NS_PER_MS,
        msRest: nsTotal === null ? null : (nsTotal - nsSecurity) / NS_PER_MS,
        rules: [...byRule].map(useOf),
        unrecognised: names.slice(0, UNRECOGNISED_SHOWN_MAX).map(unrecognisedOf),
        moreUnrecognised: Math.max(0, names.length - UNRECOGNISED_SHOWN_MAX),
      };
    },
  };
}

const stepIn = ({ verdict }: RecognitionRule): StepKind | null =>
  verdict.kind === "security" ? verdict.step : null;

function stepOf(
  step: StepKind,
  byRule: ReadonlyMap<RecognitionRule, Sums>,
  requests: number,
): readonly MeasuredStep[] {
  const own = [...byRule].filter(([rule]) => stepIn(rule) === step);
  if (own.length === 0) return [];
  const sum = (of: (sums: Sums) => number) => own.reduce((total, [, sums]) => total + of(sums), 0);
  return [
    {
      step,
      ms: sum(({ nsOwn }) => nsOwn) / NS_PER_MS,
      requests,
      unknown: sum(({ unknown }) => unknown),
      isLowerBound: own.some(([{ isLowerBound }]) => isLowerBound),
    },
  ];
}

const useOf = ([rule, { count, ns, nsSelf, nsOwn, unknown }]: readonly [RecognitionRule, Sums]): RuleUse => ({
  rule: rule.id,
  step: stepIn(rule),
  spans: count,
  ms: ns / NS_PER_MS,
  msSelf: nsSelf / NS_PER_MS,
  msOwn: nsOwn / NS_PER_MS,
  unknown,
});

const unrecognisedOf = ({
  on,
  name,
  count,
  ns,
  nsOwn,
  unknown,
}: Sums & { readonly on: RuleSubject; readonly name: string }): Unrecognised => ({
  on,
  name,
  spans: count,
  ms: ns / NS_PER_MS,
  msOwn: nsOwn / NS_PER_MS,
  unknown,
});
