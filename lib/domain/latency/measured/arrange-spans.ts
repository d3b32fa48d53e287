import type { StepKind } from "../../catalogue/mechanism";
import type { RecognitionRule } from "./recognition-rule";
import type { RecordedSpan } from "./recording";

/** Ancestors that are looked at for one that a span ran inside of. */
const ANCESTORS_MAX = 16;

/** The security work that something belongs to. */
export interface Work {
  readonly rule: RecognitionRule;
  readonly step: StepKind;
  /** Of the span that it starts with. */
  readonly place: number;
  /** The nearest work around it that is of another step. */
  readonly around: Work | null;
}

/** Spans as they lie inside one another, by their places in the recording. */
export interface Arrangement {
  /** The span that a span ran inside of; -1 for a request and for what has no time. */
  readonly hostOf: Int32Array;
  /** The request that it belongs to; -1 where it has no time. */
  readonly requestOf: Int32Array;
  /** From when to when it counts: its own time, as far as its hosts ran. */
  readonly nsFrom: Float64Array;
  readonly nsTo: Float64Array;
  /** Null: no security work. */
  readonly workOf: readonly (Work | null)[];
}

/**
 * Lays spans into the spans that they ran inside of.
 *
 * A span counts inside its parent only as far as the parent ran. One that overlaps neither its parent nor a near ancestor
 * started by itself, after a person, a queue or a clock, and is a request of its own. A connection that was set up in a
 * trace of its own and is only linked to counts where the link is, once.
 * @param ruleOf the rule of each span, by place
 */
export function arrangeSpans(
  spans: readonly RecordedSpan[],
  ruleOf: readonly (RecognitionRule | null)[],
): Arrangement {
  const parentOf = Int32Array.from(spans, ({ parent }) => parent);
  adoptLinked(spans, parentOf, ruleOf);
  const arranged = {
    hostOf: new Int32Array(spans.length).fill(-1),
    requestOf: new Int32Array(spans.length).fill(-1),
    nsFrom: new Float64Array(spans.length),
    nsTo: new Float64Array(spans.length),
    workOf: new Array<Work | null>(spans.length).fill(null),
  };
  const { hostOf, workOf } = arranged;
  for (const place of parentsFirst(parentOf)) {
    const span = spans[place];
    if (!span) continue;
    const parent = parentOf[place] ?? -1;
    const nearest = spans[parent]?.nsDuration === null ? (hostOf[parent] ?? -1) : parent;
    const host = span.nsDuration === null ? nearest : hostFrom(arranged, nearest, span);
    hostOf[place] = host;
    const around = workOf[host === nearest ? parent : host] ?? null;
    workOf[place] = workIn(around, ruleOf[place] ?? null, place);
    if (span.nsDuration !== null) setTimes(arranged, place, span.nsStart, span.nsStart + span.nsDuration);
  }
  return arranged;
}

/** Where a span counts: its own time inside of its host, whose times are known. */
function setTimes({ hostOf, requestOf, nsFrom, nsTo }: Arrangement, place: number, from: number, to: number) {
  const host = hostOf[place] ?? -1;
  requestOf[place] = host === -1 ? place : (requestOf[host] ?? -1);
  nsFrom[place] = Math.max(from, nsFrom[host] ?? from);
  nsTo[place] = Math.min(to, nsTo[host] ?? to);
}

/** The nearest ancestor that ran while a span did; -1 where none near did. */
function hostFrom({ hostOf, nsFrom, nsTo }: Arrangement, nearest: number, span: RecordedSpan): number {
  const { nsStart, nsDuration } = span;
  const end = nsStart + (nsDuration ?? 0);
  let host = nearest;
  for (let looked = 0; host !== -1 && looked < ANCESTORS_MAX; looked++) {
    const [from = 0, to = 0] = [nsFrom[host], nsTo[host]];
    const isMoment = nsDuration === 0 && nsStart >= from && nsStart <= to;
    if (isMoment || (nsStart < to && end > from)) return host;
    host = hostOf[host] ?? -1;
  }
  return -1;
}

/** What a span belongs to, by its own rule and by what stands around it. */
function workIn(around: Work | null, rule: RecognitionRule | null, place: number): Work | null {
  if (rule === null) return around;
  const { verdict } = rule;
  if (verdict.kind === "not") {
    if (verdict.step === "any") return null;
    return around?.step === verdict.step ? around.around : around;
  }
  const { step } = verdict;
  return { rule, step, place, around: around?.step === step ? around.around : around };
}

/** All places, parents before their children; a circle of parents is opened at its first span. */
function parentsFirst(parentOf: Int32Array): Int32Array {
  const count = parentOf.length;
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  for (let place = count - 1; place >= 0; place--) {
    const parent = parentOf[place] ?? -1;
    if (parent === -1) continue;
    nextSibling[place] = firstChild[parent] ?? -1;
    firstChild[parent] = place;
  }
  const order = new Int32Array(count);
  const isDone = new Uint8Array(count);
  let done = 0;
  const follow = (start: number) => {
    isDone[start] = 1;
    order[done++] = start;
    for (let next = done - 1; next < done; next++)
      for (let child = firstChild[order[next] ?? 0] ?? -1; child !== -1; child = nextSibling[child] ?? -1)
        if (isDone[child] === 0) {
          isDone[child] = 1;
          order[done++] = child;
        }
  };
  for (let place = 0; place < count; place++) if (parentOf[place] === -1) follow(place);
  for (let place = 0; place < count; place++)
    if (isDone[place] === 0) {
      parentOf[place] = -1;
      follow(place);
    }
  return order;
}

/** .NET sets connections up in a trace of their own: whoever waits for one links to it. */
function adoptLinked(
  spans: readonly RecordedSpan[],
  parentOf: Int32Array,
  ruleOf: readonly (RecognitionRule | null)[],
): void {
  if (spans.every(({ links }) => links.length === 0)) return;
  const shakesHands = new Set<number>();
  const rootOf = new Int32Array(spans.length).fill(-1);
  for (const place of parentsFirst(Int32Array.from(parentOf))) {
    const parent = parentOf[place] ?? -1;
    rootOf[place] = parent === -1 ? place : (rootOf[parent] ?? -1);
    const verdict = ruleOf[place]?.verdict;
    if (verdict?.kind === "security" && verdict.step === "handshake") shakesHands.add(rootOf[place] ?? -1);
  }
  spans.forEach((span, place) => {
    for (const linked of span.links) {
      const other = spans[linked];
      const isFree = parentOf[linked] === -1 && rootOf[place] !== linked && shakesHands.has(linked);
      if (other && isFree && overlap(span, other)) parentOf[linked] = place;
    }
  });
}

function overlap(a: RecordedSpan, b: RecordedSpan): boolean {
  if (a.nsDuration === null || b.nsDuration === null) return false;
  return a.nsStart < b.nsStart + b.nsDuration && b.nsStart < a.nsStart + a.nsDuration;
}
