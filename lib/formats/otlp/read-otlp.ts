import { counted } from "@/lib/domain/kernel/counted";
import type { Result } from "@/lib/domain/kernel/result";
import { type RecordedSpans, SPANS_MAX, type Tag } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, listOf, NAME_MAX, nameOf, type Path } from "../foreign/fields";
import { type NoteTally, openNoteTally } from "../foreign/note-tally";
import type { FileRefusal } from "../problem/problem";
import { makeTraceRecording, refuseTooManySpans } from "../trace/make-recording";
import { instantOfNs, nsBetween, type RawSpan, type SpanKind } from "../trace/raw-span";
import type { LocatedDocument } from "../yaml/read-document";

const notSpan = (count: number) =>
  `${counted(count, "entry", "entries")} of spans ${count === 1 ? "is" : "are"} no span: left out.`;
const noId = (count: number) =>
  `${counted(count, "span")} ${count === 1 ? "has" : "have"} no id that can be read: nothing is known to lie inside.`;
const endsBefore = (count: number) =>
  `${counted(count, "span")} ${count === 1 ? "ends before it starts" : "end before they start"}.`;

/** A list of resources, and where it stands. */
export interface ResourceList {
  readonly at: Path;
  readonly resources: readonly unknown[];
}

/** How a kind of file writes what OTLP defines. */
export interface OtlpDialect {
  readonly format: string;
  readonly version: string;
  readonly lists: readonly ResourceList[];
  /** An id of so many bytes as hex digits; empty where it is none. */
  readonly idOf: (value: unknown, bytes: 8 | 16) => string;
}

/** Whether a document is a trace in OTLP/JSON, also a list of them, or as Jaeger's newer interface wraps it. */
export function isOtlp(data: unknown): boolean {
  return listsIn(data).length > 0;
}

/**
 * Reads a trace in OTLP/JSON: ids are hex, times are nanoseconds as texts of digits.
 *
 * Source: opentelemetry-proto, "JSON Protobuf Encoding".
 */
export function readOtlpDocument(document: LocatedDocument): Result<RecordedSpans, FileRefusal> {
  return readDialect(document, {
    format: "OTLP/JSON",
    version: "1",
    lists: listsIn(document.data),
    idOf: hexId,
  });
}

function listsIn(data: unknown): readonly ResourceList[] {
  const places = Array.isArray(data)
    ? data.map((value, n) => ({ value, at: [n] }))
    : [{ value: data, at: [] }];
  return places.flatMap(({ value, at }): readonly ResourceList[] => {
    const { resourceSpans, result } = fieldsOf(value);
    if (Array.isArray(resourceSpans)) return [{ at: [...at, "resourceSpans"], resources: resourceSpans }];
    const wrapped = fieldsOf(result)["resourceSpans"];
    return Array.isArray(wrapped) ? [{ at: [...at, "result", "resourceSpans"], resources: wrapped }] : [];
  });
}

/** Reads a trace of resources, scopes and spans. */
export function readDialect(
  document: LocatedDocument,
  dialect: OtlpDialect,
): Result<RecordedSpans, FileRefusal> {
  const resources = dialect.lists.flatMap(({ at, resources: all }) =>
    all.map((resource, r) => ({ resource, at: [...at, r] })),
  );
  if (countOf(resources.map(({ resource }) => resource)) > SPANS_MAX) return refuseTooManySpans(document);
  const notes = openNoteTally();
  const raw: RawSpan[] = [];
  for (const { resource, at } of resources) {
    const { resource: own, ...scopes } = fieldsOf(resource);
    const service = nameOf(tagsOf(fieldsOf(own)["attributes"]).find(([key]) => key === "service.name")?.[1]);
    const scopesName = scopesNameIn(scopes);
    listOf(scopes[scopesName]).forEach((scope, s) => {
      listOf(fieldsOf(scope)["spans"]).forEach((span, n) => {
        const path = () => [...at, scopesName, s, "spans", n];
        const fields = fieldsOf(span);
        if ("spanId" in fields || "startTimeUnixNano" in fields)
          raw.push(spanOf(fields, service, path, dialect, notes));
        else notes.count(notSpan, path);
      });
    });
  }
  return makeTraceRecording(document, dialect.format, dialect.version, raw, notes);
}

/** Older collectors had another word for scopes. */
const scopesNameIn = (resource: Fields) =>
  "scopeSpans" in resource ? "scopeSpans" : "instrumentationLibrarySpans";

function countOf(resources: readonly unknown[]): number {
  const scopes = resources.flatMap((resource) =>
    listOf(fieldsOf(resource)[scopesNameIn(fieldsOf(resource))]),
  );
  return scopes.reduce<number>((count, scope) => count + listOf(fieldsOf(scope)["spans"]).length, 0);
}

function spanOf(
  span: Fields,
  service: string,
  path: () => Path,
  { idOf }: OtlpDialect,
  notes: NoteTally,
): RawSpan {
  const start = instantOfNs(span["startTimeUnixNano"]);
  const end = instantOfNs(span["endTimeUnixNano"]);
  const nsDuration = start && end && nsBetween(start, end);
  if (start && end && nsDuration === null) notes.count(endsBefore, path);
  const id = idOf(span["spanId"], 8);
  if (id === "") notes.count(noId, path);
  return {
    traceId: idOf(span["traceId"], 16),
    id,
    parentId: idOf(span["parentSpanId"], 8),
    name: nameOf(span["name"], NAME_MAX) || "unnamed",
    service,
    kind: kindOf(span["kind"]),
    start,
    nsDuration,
    tags: tagsOf(span["attributes"]),
    links: listOf(span["links"]).map((link) => {
      const { traceId, spanId } = fieldsOf(link);
      return { traceId: idOf(traceId, 16), id: idOf(spanId, 8) };
    }),
    path,
  };
}

const hexId = (value: unknown, bytes: 8 | 16): string =>
  typeof value === "string" && value.length === bytes * 2 && /^[0-9a-f]+$/i.test(value) && !/^0+$/.test(value)
    ? value.toLowerCase()
    : "";

/** As a number, or by its name in the protocol. */
function kindOf(kind: unknown): SpanKind {
  if (kind === 3 || kind === 4 || kind === "SPAN_KIND_CLIENT" || kind === "SPAN_KIND_PRODUCER") return "asks";
  if (kind === 2 || kind === 5 || kind === "SPAN_KIND_SERVER" || kind === "SPAN_KIND_CONSUMER")
    return "answers";
  return "other";
}

/** Attributes with a plain value, as texts. */
function tagsOf(attributes: unknown): readonly Tag[] {
  return listOf(attributes).flatMap((attribute): readonly Tag[] => {
    const { key, value } = fieldsOf(attribute);
    const { stringValue, intValue, boolValue, doubleValue } = fieldsOf(value);
    const plain = stringValue ?? intValue ?? boolValue ?? doubleValue;
    return typeof key !== "string" || plain === undefined || typeof plain === "object"
      ? []
      : [[key, String(plain)]];
  });
}
