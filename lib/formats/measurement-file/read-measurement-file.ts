import type { Result } from "@/lib/domain/kernel/result";
import type { Recording } from "@/lib/domain/latency/measured/recording";
import { isHar, readHarDocument } from "../har/read-har";
import { isJaeger, readJaegerDocument } from "../jaeger/read-jaeger";
import { readLargeJson } from "../json/read-large";
import { isK6, readK6Document } from "../k6/read-k6";
import { isOtlp, readOtlpDocument } from "../otlp/read-otlp";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { isPrometheus, readPrometheusText } from "../prometheus/read-prometheus";
import { isServerTiming, readServerTimingText } from "../server-timing/read-server-timing";
import { isTempo, readTempoDocument } from "../tempo/read-tempo";
import type { LocatedDocument } from "../yaml/read-document";
import { isZipkin, readZipkinDocument } from "../zipkin/read-zipkin";

const MB = 1024 * 1024;
/** Characters, of which most such files have one a byte. */
const MEASUREMENT_FILE_CHARS_MAX = 12 * MB;

interface JsonFormat {
  /** As a reader knows it. */
  readonly name: string;
  readonly is: (data: unknown) => boolean;
  readonly read: (document: LocatedDocument) => Result<Recording, FileRefusal>;
}

/** What is read in JSON, told apart by what a document holds; the first that fits reads it. */
const JSON_FORMATS: readonly JsonFormat[] = [
  { name: "OTLP/JSON", is: isOtlp, read: readOtlpDocument },
  { name: "Tempo API JSON", is: isTempo, read: readTempoDocument },
  { name: "Jaeger JSON", is: isJaeger, read: readJaegerDocument },
  { name: "Zipkin v2", is: isZipkin, read: readZipkinDocument },
  { name: "HAR 1.1 and 1.2", is: isHar, read: readHarDocument },
  { name: "k6 summary", is: isK6, read: readK6Document },
];

/** What is read in plain text. */
const TEXT_FORMATS = [
  { name: "Prometheus text", is: isPrometheus, read: readPrometheusText },
  { name: "Server-Timing headers", is: isServerTiming, read: readServerTimingText },
] as const;

/** All kinds of files that are read, as a reader knows them. */
export const MEASUREMENT_FORMATS: readonly string[] = [...JSON_FORMATS, ...TEXT_FORMATS].map(
  ({ name }) => name,
);

/**
 * Reads a measurement from a file, whose content says what it is: traces, requests of a browser, or summaries.
 *
 * Refused before anything is read: more than 12 MB, NUL bytes.
 * @param text valid UTF-8, decoded by the caller; a byte order mark is tolerated
 * @returns null where the file is of another kind: nothing in it says that it is a measurement
 */
export function readMeasurementFile(text: string): Result<Recording, FileRefusal> | null {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const isJson = /^\s*[[{]/.test(content);
  const textFormat = isJson ? undefined : TEXT_FORMATS.find(({ is }) => is(content));
  if (!isJson && !textFormat) return null;
  if (text.length > MEASUREMENT_FILE_CHARS_MAX) return refuse("The file is larger than 12 MB: split it.");
  if (text.includes("\0")) return refuse("This is not plain text: save the file as UTF-8.");
  if (textFormat) return textFormat.read(content);
  const document = readLargeJson(asOneDocument(content));
  if (!document.ok) return document;
  return JSON_FORMATS.find(({ is }) => is(document.value.data))?.read(document.value) ?? null;
}

/** A collector writes a document on each line: together they are a list, on the same lines. */
function asOneDocument(content: string): string {
  const isByLine = content.startsWith('{"resourceSpans"') && content.includes('\n{"resourceSpans"');
  return isByLine ? `[${content.replace(/\n(?=\{"resourceSpans")/g, ",\n")}]` : content;
}

const refuse = (message: string) => refuseFile([{ line: null, path: "", message }]);
