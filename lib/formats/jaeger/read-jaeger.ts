import { counted } from "@/lib/domain/kernel/counted";
import type { Result } from "@/lib/domain/kernel/result";
import { type RecordedSpans, SPANS_MAX, type Tag } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, lineOfText, listOf, nameOf, type Path } from "../foreign/fields";
import { openNoteTally } from "../foreign/note-tally";
import type { FileRefusal } from "../problem/problem";
import { makeTraceRecording, refuseTooManySpans } from "../trace/make-recording";
import { instantOfUs, nsOfUs, type RawSpan, type SpanKind } from "../trace/raw-span";
import type { LocatedDocument } from "../yaml/read-document";

const ID_MAX = 64;

const notSpan = (count: number) =>
  `${counted(count, "entry", "entries")} of spans ${count === 1 ? "is" : "are"} no span: left out.`;
const warned = (count: number) =>
  `Jaeger itself warns about the times of ${counted(count, "span")}: look at them there.`;

/** Whether a document is an answer of Jaeger, or one trace out of it. */
export function isJaeger(data: unknown): boolean {
  return tracesIn(data) !== null;
}

/**
 * Reads traces in the JSON of Jaeger's query interface: times are microseconds.
 *
 * A reference CHILD_OF names the parent; FOLLOWS_FROM names it only where there is no other. Source: Jaeger, model/json.
 */
export function readJaegerDocument(document: LocatedDocument): Result<RecordedSpans, FileRefusal> {
  const { at, traces } = tracesIn(document.data) ?? { at: [], traces: [] };
  const count = traces.reduce<number>((sum, trace) => sum + listOf(fieldsOf(trace)["spans"]).length, 0);
  if (count > SPANS_MAX) return refuseTooManySpans(document);
  const notes = openNoteTally();
  const raw: RawSpan[] = [];
  traces.forEach((trace, t) => {
    const { spans, processes } = fieldsOf(trace);
    const known = fieldsOf(processes);
    listOf(spans).forEach((span, n) => {
      const path = () => (at === null ? ["spans", n] : [...at, t, "spans", n]);
      const fields = fieldsOf(span);
      if (listOf(fields["warnings"]).length > 0) notes.count(warned, path);
      if ("spanID" in fields || "startTime" in fields) raw.push(spanOf(fields, known, path));
      else notes.count(notSpan, path);
    });
  });
  return makeTraceRecording(document, "Jaeger JSON", "1", raw, notes);
}

function tracesIn(data: unknown): { readonly at: Path | null; readonly traces: readonly unknown[] } | null {
  const fields = fieldsOf(data);
  if (Array.isArray(fields["spans"]) && "processes" in fields) return { at: null, traces: [data] };
  const traces = listOf(fields["data"]);
  const [first] = traces;
  const isTrace = "spans" in fieldsOf(first) || (Array.isArray(fields["data"]) && "errors" in fields);
  return isTrace ? { at: ["data"], traces } : null;
}

function spanOf(span: Fields, processes: Fields, path: () => Path): RawSpan {
  const traceId = textId(span["traceID"]);
  const references = listOf(span["references"]).map((reference) => {
    const { refType, traceID, spanID } = fieldsOf(reference);
    return { isChild: refType === "CHILD_OF", traceId: textId(traceID), id: textId(spanID) };
  });
  const near = references.filter((reference) => reference.traceId === traceId);
  const parent = near.find(({ isChild }) => isChild) ?? near[0];
  const process = fieldsOf(span["process"] ?? processes[lineOfText(span["processID"], ID_MAX)]);
  const tags = tagsOf(span["tags"]);
  return {
    traceId,
    id: textId(span["spanID"]),
    parentId: parent?.id ?? textId(span["parentSpanID"]),
    name: nameOf(span["operationName"]) || "unnamed",
    service: nameOf(process["serviceName"]),
    kind: kindOf(tags.find(([key]) => key === "span.kind")?.[1]),
    start: instantOfUs(span["startTime"]),
    nsDuration: nsOfUs(span["duration"]),
    tags,
    links: references.filter((reference) => reference !== parent),
    path,
  };
}

/** Ids are hex without leading zeros in older versions. */
const textId = (value: unknown): string =>
  typeof value === "string" && value.length <= ID_MAX ? value.toLowerCase().replace(/^0+/, "") : "";

function kindOf(kind: string | undefined): SpanKind {
  if (kind === "client" || kind === "producer") return "asks";
  return kind === "server" || kind === "consumer" ? "answers" : "other";
}

function tagsOf(tags: unknown): readonly Tag[] {
  return listOf(tags).flatMap((tag): readonly Tag[] => {
    const { key, value } = fieldsOf(tag);
    return typeof key !== "string" || typeof value === "object" || value === undefined
      ? []
      : [[key, String(value)]];
  });
}
