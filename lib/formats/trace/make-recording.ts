import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type RecordedSpan, type RecordedSpans, SPANS_MAX } from "@/lib/domain/latency/measured/recording";
import type { NoteTally } from "../foreign/note-tally";
import { openNotebook } from "../foreign/notebook";
import { refuseAt } from "../foreign/refuse-at";
import type { FileRefusal } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { nsSince, type RawSpan } from "./raw-span";

/** Instants this far before the latest one lose nanoseconds: a quarter of a year. */
const S_EXACT = 8_000_000;

const noDuration = (count: number) =>
  `${counted(count, "span")} ${count === 1 ? "has" : "have"} no time that can be read: unknown, not 0.`;
const farAway = (count: number) =>
  `${counted(count, "span")} started months before the others: split the file. Their times are left out as unknown.`;
const sentTwice = (count: number) =>
  `${counted(count, "span")} ${count === 1 ? "stands here twice and counts" : "stand here twice and count"} once.`;
const noParent = (count: number) =>
  `${counted(count, "span")} ${count === 1 ? "names a parent that is" : "name parents that are"} not in the file: each counts as a request of its own.`;

/** Refuses a file that has more spans than are read. */
export function refuseTooManySpans(document: LocatedDocument): Result<never, FileRefusal> {
  return refuseAt(document, [], `At most ${SPANS_MAX} spans are read from one file: split it.`);
}

/**
 * Finds the parents of spans and makes a recording of them.
 *
 * The halves of a call may share an id: the answering half then lies inside the asking one. A span that stands there twice
 * counts once.
 * @param raw in the order of the file
 */
export function makeTraceRecording(
  document: LocatedDocument,
  format: string,
  version: string,
  raw: readonly RawSpan[],
  notes: NoteTally,
): Result<RecordedSpans, FileRefusal> {
  const byId = recordsById(raw);
  const kept = raw.filter((span) => {
    const isCopy = span.id !== "" && firstLike(span, byId.get(idOf(span)) ?? []) !== span;
    if (isCopy) notes.count(sentTwice, span.path);
    return !isCopy;
  });
  const placeOf = new Map(kept.map((span, place) => [span, place]));
  const sZero = kept.reduce((most, { start }) => Math.max(most, start?.s ?? most), Number.NEGATIVE_INFINITY);
  const placed = (span: RawSpan | undefined) => (span && placeOf.get(span)) ?? -1;
  const spans = kept.map((span): RecordedSpan => {
    const { nsStart, nsDuration } = timesOf(span, sZero, notes);
    const parent = placed(parentOf(span, byId));
    if (parent === -1 && span.parentId !== "") notes.count(noParent, span.path);
    const links = span.links.map((link) => placed(byId.get(idOf(link))?.[0])).filter((place) => place !== -1);
    const { name, service, tags } = span;
    return { origin: "span", name, service, parent, nsStart, nsDuration, tags, links };
  });
  const notebook = openNotebook(document.lineOf);
  notes.tell(notebook.note);
  return ok({
    kind: "spans",
    format,
    version,
    found: foundIn(raw, byId),
    sZero: Number.isFinite(sZero) ? sZero : null,
    spans,
    notes: notebook.read(),
  });
}

type ById = ReadonlyMap<string, readonly RawSpan[]>;

const idOf = ({ traceId, id }: Pick<RawSpan, "traceId" | "id">) => `${traceId} ${id}`;

function recordsById(raw: readonly RawSpan[]): ById {
  const byId = new Map<string, RawSpan[]>();
  for (const span of raw) {
    if (span.id === "") continue;
    const own = byId.get(idOf(span));
    if (own) own.push(span);
    else byId.set(idOf(span), [span]);
  }
  return byId;
}

/** Records of one id that are looked at for a copy or a half; more share no id in earnest. */
const SHARING_MAX = 20;

const firstLike = (span: RawSpan, sharing: readonly RawSpan[]) =>
  sharing.length > SHARING_MAX ? span : sharing.find((other) => isCopy(span, other));

const isCopy = (a: RawSpan, b: RawSpan) =>
  a === b ||
  (a.kind === b.kind &&
    a.name === b.name &&
    a.service === b.service &&
    a.parentId === b.parentId &&
    a.start !== null &&
    a.start.s === b.start?.s &&
    a.start.ns === b.start.ns &&
    a.nsDuration === b.nsDuration);

/** The half that asks is the parent of the half that answers; below both stands what the answering one did. */
function parentOf(span: RawSpan, byId: ById): RawSpan | undefined {
  const asking = byId
    .get(idOf(span))
    ?.slice(0, SHARING_MAX)
    .find(({ kind }) => kind === "asks");
  if (span.kind === "answers" && asking) return asking;
  if (span.parentId === "" || span.parentId === span.id) return undefined;
  const parents = byId.get(idOf({ traceId: span.traceId, id: span.parentId }))?.slice(0, SHARING_MAX) ?? [];
  return (
    parents.find(({ kind, service }) => kind === "answers" && service === span.service) ??
    parents.find(({ service }) => service === span.service) ??
    parents.find(({ kind }) => kind === "answers") ??
    parents[0]
  );
}

function timesOf({ start, nsDuration, path }: RawSpan, sZero: number, notes: NoteTally) {
  if (start === null || nsDuration === null) notes.count(noDuration, path);
  if (start === null) return { nsStart: 0, nsDuration: null };
  const nsStart = nsSince(sZero, start);
  if (sZero - start.s <= S_EXACT) return { nsStart, nsDuration };
  notes.count(farAway, path);
  return { nsStart: 0, nsDuration: null };
}

function foundIn(raw: readonly RawSpan[], byId: ById): Readonly<Record<string, number>> {
  return {
    spans: raw.length,
    traces: new Set(raw.map(({ traceId }) => traceId)).size,
    idsSeveralTimes: [...byId.values()].filter((own) => own.length > 1).length,
    withoutDuration: raw.filter(({ start, nsDuration }) => start === null || nsDuration === null).length,
  };
}
