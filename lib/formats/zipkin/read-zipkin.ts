import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type RecordedSpans, SPANS_MAX, type Tag } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, listOf, nameOf, type Path } from "../foreign/fields";
import { openNoteTally } from "../foreign/note-tally";
import { refuseAt } from "../foreign/refuse-at";
import type { FileRefusal } from "../problem/problem";
import { makeTraceRecording, refuseTooManySpans } from "../trace/make-recording";
import { instantOfUs, nsOfUs, type RawSpan, type SpanKind } from "../trace/raw-span";
import type { LocatedDocument } from "../yaml/read-document";

const notSpan = (count: number) =>
  `${counted(count, "entry", "entries")} of the list ${count === 1 ? "is" : "are"} no span: left out.`;

/** Whether a document is a list of Zipkin spans, or a list of such lists. */
export function isZipkin(data: unknown): boolean {
  const [first] = listOf(data);
  const fields = fieldsOf(Array.isArray(first) ? first[0] : first);
  return "traceId" in fields && "id" in fields;
}

/**
 * Reads traces in Zipkin's JSON, version 2: times are microseconds, and the halves of a call may share an id.
 *
 * Source: Zipkin API 2, "Span".
 */
export function readZipkinDocument(document: LocatedDocument): Result<RecordedSpans, FileRefusal> {
  const list = listOf(document.data);
  const count = list.reduce<number>((sum, entry) => sum + (Array.isArray(entry) ? entry.length : 1), 0);
  if (count > SPANS_MAX) return refuseTooManySpans(document);
  const notes = openNoteTally();
  const raw: RawSpan[] = [];
  let shared = 0;
  for (const { value, path } of entriesOf(list)) {
    const fields = fieldsOf(value);
    if (!("id" in fields)) {
      notes.count(notSpan, path);
      continue;
    }
    if ("binaryAnnotations" in fields)
      return refuseAt(
        document,
        path(),
        "This is version 1 of Zipkin’s format: ask Zipkin’s /api/v2 for the trace.",
      );
    if (fields["shared"] === true) shared += 1;
    raw.push(spanOf(fields, path));
  }
  const made = makeTraceRecording(document, "Zipkin", "2", raw, notes);
  return made.ok ? ok({ ...made.value, found: { ...made.value.found, shared } }) : made;
}

function* entriesOf(
  list: readonly unknown[],
): Iterable<{ readonly value: unknown; readonly path: () => Path }> {
  for (const [at, entry] of list.entries()) {
    if (!Array.isArray(entry)) yield { value: entry, path: () => [at] };
    else for (const [n, value] of entry.entries()) yield { value, path: () => [at, n] };
  }
}

function spanOf(span: Fields, path: () => Path): RawSpan {
  const { serviceName } = fieldsOf(span["localEndpoint"]);
  return {
    traceId: idText(span["traceId"]),
    id: idText(span["id"]),
    parentId: idText(span["parentId"]),
    name: nameOf(span["name"]) || "unnamed",
    service: nameOf(serviceName),
    kind: kindOf(span["kind"]),
    start: instantOfUs(span["timestamp"]),
    nsDuration: nsOfUs(span["duration"]),
    tags: Object.entries(fieldsOf(span["tags"])).flatMap(([key, value]): readonly Tag[] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
    links: [],
    path,
  };
}

const idText = (value: unknown): string =>
  typeof value === "string" && value.length <= 32 ? value.toLowerCase() : "";

function kindOf(kind: unknown): SpanKind {
  if (kind === "CLIENT" || kind === "PRODUCER") return "asks";
  return kind === "SERVER" || kind === "CONSUMER" ? "answers" : "other";
}
