import type { StepKind } from "../../catalogue/mechanism";
import { globTest } from "./glob";
import type { RecordedSpan, RecordedTrend, SpanOrigin, Tag } from "./recording";

/** What a rule looks at. */
export type RuleSubject = SpanOrigin | "metric";

/** How work of one kind is recognised in a measurement. The first rule of a list that fits counts. */
export interface RecognitionRule {
  readonly id: string;
  readonly on: RuleSubject;
  /** Pattern of the name, where `*` is any text; null looks at the tag alone. */
  readonly name: string | null;
  /** Patterns of a tag that has to be there, too. */
  readonly tag: { readonly key: string; readonly value: string } | null;
  /**
   * security: this work, and what runs inside it, is this step. not: it is no part of that step (of any: of no step) even
   * inside of it, and belongs to what stands around that.
   */
  readonly verdict:
    | { readonly kind: "security"; readonly step: StepKind }
    | { readonly kind: "not"; readonly step: StepKind | "any" };
  /** The span ends before its work does, so that the time is at least this. */
  readonly isLowerBound: boolean;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly source: string;
}

/** Finds the rule of a span or a trend; names that were seen are remembered. */
export interface RuleFinder {
  readonly ofSpan: (span: RecordedSpan) => RecognitionRule | null;
  readonly ofTrend: (trend: RecordedTrend) => RecognitionRule | null;
}

/** Most names that are remembered. */
const NAMES_MAX = 50_000;

/** @param rules in the order in which they are tried */
export function openRuleFinder(rules: readonly RecognitionRule[]): RuleFinder {
  const finders = new Map<RuleSubject, ReturnType<typeof openSubject>>();
  const finderOf = (on: RuleSubject) => {
    const known = finders.get(on) ?? openSubject(rules.filter((rule) => rule.on === on));
    finders.set(on, known);
    return known;
  };
  return {
    ofSpan: ({ origin, name, tags }) => finderOf(origin)(name, tags),
    ofTrend: ({ name, tags }) => finderOf("metric")(name, tags),
  };
}

interface TestedRule {
  readonly rule: RecognitionRule;
  readonly fitsTags: ((tags: readonly Tag[]) => boolean) | null;
}

function openSubject(rules: readonly RecognitionRule[]) {
  const tested = rules.map((rule) => ({
    rule,
    fitsName: rule.name === null ? () => true : globTest(rule.name),
    fitsTags: rule.tag && tagTest(rule.tag),
  }));
  const byName = new Map<string, readonly TestedRule[]>();
  /** The rules that a name leaves open: those that also look at tags, up to the first that does not. */
  const candidates = (name: string): readonly TestedRule[] => {
    const known = byName.get(name);
    if (known) return known;
    const fitting = tested.filter(({ fitsName }) => fitsName(name));
    const end = fitting.findIndex(({ fitsTags }) => fitsTags === null);
    const made = end === -1 ? fitting : fitting.slice(0, end + 1);
    if (byName.size < NAMES_MAX) byName.set(name, made);
    return made;
  };
  return (name: string, tags: readonly Tag[]): RecognitionRule | null =>
    candidates(name).find(({ fitsTags }) => fitsTags?.(tags) ?? true)?.rule ?? null;
}

function tagTest({ key, value }: NonNullable<RecognitionRule["tag"]>) {
  const [fitsKey, fitsValue] = [globTest(key), globTest(value)];
  return (tags: readonly Tag[]) => tags.some(([one, other]) => fitsKey(one) && fitsValue(other));
}
