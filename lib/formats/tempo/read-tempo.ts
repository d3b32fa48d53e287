import type { Result } from "@/lib/domain/kernel/result";
import type { RecordedSpans } from "@/lib/domain/latency/measured/recording";
import { fieldsOf, listOf } from "../foreign/fields";
import { type ResourceList, readDialect } from "../otlp/read-otlp";
import type { FileRefusal } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";

/** Whether a document is a trace as Grafana Tempo answers with it. */
export function isTempo(data: unknown): boolean {
  return resourcesIn(data) !== null;
}

/**
 * Reads a trace from the API of Grafana Tempo: OTLP, but with `batches`, and with ids in base64.
 *
 * Version 2 of the API wraps it in `trace`, with `resourceSpans`. Source: Tempo API, "Query" and "Query V2".
 */
export function readTempoDocument(document: LocatedDocument): Result<RecordedSpans, FileRefusal> {
  const { version, ...list } = resourcesIn(document.data) ?? { at: [], resources: [], version: "" };
  return readDialect(document, { format: "Tempo API JSON", version, lists: [list], idOf: idOfBase64 });
}

function resourcesIn(data: unknown): (ResourceList & { readonly version: string }) | null {
  const { batches, trace } = fieldsOf(data);
  if (Array.isArray(batches)) return { at: ["batches"], resources: listOf(batches), version: "1" };
  const { resourceSpans } = fieldsOf(trace);
  if (!Array.isArray(resourceSpans)) return null;
  return { at: ["trace", "resourceSpans"], resources: listOf(resourceSpans), version: "2" };
}

/** Ids are bytes; newer versions may write them as hex, which has other lengths. */
function idOfBase64(value: unknown, bytes: 8 | 16): string {
  if (typeof value !== "string" || value.length > bytes * 2) return "";
  if (value.length === bytes * 2 && /^[0-9a-f]+$/i.test(value)) return known(value.toLowerCase());
  const digits = value.replace(/=+$/, "");
  if (digits.length !== Math.ceil((bytes * 4) / 3) || !/^[A-Za-z0-9+/_-]+$/.test(digits)) return "";
  const decoded = atob(digits.replaceAll("-", "+").replaceAll("_", "/"));
  return known(Array.from(decoded, (one) => one.charCodeAt(0).toString(16).padStart(2, "0")).join(""));
}

const known = (id: string) => (/^0+$/.test(id) ? "" : id);
