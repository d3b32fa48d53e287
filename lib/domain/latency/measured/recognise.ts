import type { StepKind } from "../../catalogue/mechanism";
import { type Arrangement, arrangeSpans } from "./arrange-spans";
import type { MeasuredRequest, MeasuredTrend, RecognisedMeasurement } from "./recognised";
import { openRuleFinder, type RecognitionRule, type RuleFinder } from "./recognition-rule";
import type { RecordedSpan, RecordedSpans, RecordedTrend, RecordedTrends, Recording } from "./recording";
import { nsSelfOf } from "./self-time";
import { shareTime } from "./share-time";
import { NS_PER_MS, openTally } from "./tally";

/**
 * Tells security work apart from the rest of a recording.
 *
 * Spans inside one another are never counted twice: each moment of a request belongs to one step, or to the rest, so that
 * steps and rest add up to the total. Trends have means that add up, and percentiles that never do.
 * @param rules in the order in which they are tried; the first that fits counts
 */
export function recognise(recording: Recording, rules: readonly RecognitionRule[]): RecognisedMeasurement {
  const finder = openRuleFinder(rules);
  return recording.kind === "spans" ? recogniseSpans(recording, finder) : recogniseTrends(recording, finder);
}

function recogniseSpans(recording: RecordedSpans, finder: RuleFinder): RecognisedMeasurement {
  const { format, version, found, notes, spans } = recording;
  const tally = openTally();
  const ruleOf = spans.map(finder.ofSpan);
  const arranged = arrangeSpans(spans, ruleOf);
  const nsSelf = nsSelfOf(spans, arranged);
  spans.forEach(({ origin, name, nsDuration }, place) => {
    tally.seen(origin, name, ruleOf[place] ?? null, nsDuration, nsSelf.get(place) ?? nsDuration);
  });
  const nsByStepOf = new Map<number, Map<StepKind, number>>();
  shareTime(arranged, (place, ns) => {
    const span = spans[place];
    if (!span) return;
    const work = arranged.workOf[place] ?? null;
    tally.own(span.origin, span.name, work?.rule ?? ruleOf[place] ?? null, ns);
    if (work === null) return;
    const request = arranged.requestOf[place] ?? -1;
    const nsByStep = nsByStepOf.get(request) ?? new Map<StepKind, number>();
    nsByStepOf.set(request, nsByStep.set(work.step, (nsByStep.get(work.step) ?? 0) + ns));
  });
  const requests = requestsIn(recording, arranged, nsByStepOf);
  const requestsWith = new Map<StepKind, number>();
  for (const nsByStep of nsByStepOf.values())
    for (const step of nsByStep.keys()) requestsWith.set(step, (requestsWith.get(step) ?? 0) + 1);
  return {
    format,
    version,
    found,
    notes,
    requests,
    trends: [],
    msFirstToLast: recording.sZero === null ? null : msFirstToLast(spans),
    ...tally.read(requestsWith, nsTotalOf(spans, arranged)),
  };
}

function nsTotalOf(spans: readonly RecordedSpan[], { requestOf }: Arrangement): number {
  return spans.reduce(
    (sum, { nsDuration }, place) => (requestOf[place] === place ? sum + (nsDuration ?? 0) : sum),
    0,
  );
}

function requestsIn(
  { spans, sZero }: RecordedSpans,
  { requestOf }: Arrangement,
  nsByStepOf: ReadonlyMap<number, ReadonlyMap<StepKind, number>>,
): readonly MeasuredRequest[] {
  return spans.flatMap(({ name, service, nsStart, nsDuration }, place) => {
    if (nsDuration === null || requestOf[place] !== place) return [];
    const nsByStep = [...(nsByStepOf.get(place) ?? [])];
    return [
      {
        name,
        service,
        msStarted: sZero === null ? null : sZero * 1_000 + nsStart / NS_PER_MS,
        msTotal: nsDuration / NS_PER_MS,
        msBySteps: Object.fromEntries(nsByStep.map(([step, ns]) => [step, ns / NS_PER_MS])),
      },
    ];
  });
}

function msFirstToLast(spans: readonly RecordedSpan[]): number | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { nsStart, nsDuration } of spans) {
    if (nsDuration === null) continue;
    first = Math.min(first, nsStart);
    last = Math.max(last, nsStart + nsDuration);
  }
  return last < first ? null : (last - first) / NS_PER_MS;
}

function recogniseTrends(recording: RecordedTrends, finder: RuleFinder): RecognisedMeasurement {
  const { format, version, found, notes, trends, whole } = recording;
  const tally = openTally();
  const requestsWith = new Map<StepKind, number>();
  let isPartly = false;
  const all = trends.map((trend): MeasuredTrend => {
    const { name, tags, count, msMean, quantiles, isSubset, isPartOfWhole } = trend;
    const rule = finder.ofTrend(trend);
    const ns = nsOfTrend(trend);
    const step = rule?.verdict.kind === "security" ? rule.verdict.step : null;
    if (!isSubset) {
      tally.seen("metric", name, rule, ns, ns);
      tally.own("metric", name, rule, ns ?? 0);
    }
    if (step !== null && !isSubset) {
      isPartly ||= !isPartOfWhole || ns === null;
      requestsWith.set(step, Math.max(requestsWith.get(step) ?? 0, count ?? 0));
    }
    return { name, tags, step, rule: rule?.id ?? null, count, msMean, quantiles };
  });
  const nsTotal = whole && !isPartly ? whole.count * whole.msMean * NS_PER_MS : null;
  return {
    format,
    version,
    found,
    notes,
    requests: [],
    trends: all,
    msFirstToLast: null,
    ...tally.read(requestsWith, nsTotal),
  };
}

function nsOfTrend({ count, msMean }: RecordedTrend): number | null {
  return count === null || msMean === null ? null : count * msMean * NS_PER_MS;
}
