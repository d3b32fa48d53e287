import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type RecordedSpan, type RecordedSpans, SPANS_MAX } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, lineOfText, listOf, nameOf, type Path } from "../foreign/fields";
import { type NoteTally, openNoteTally } from "../foreign/note-tally";
import { openNotebook } from "../foreign/notebook";
import { refuseAt } from "../foreign/refuse-at";
import { type FileRefusal, quoted } from "../problem/problem";
import { nsOfMs, plainSpan } from "../server-timing/lay-metrics";
import type { LocatedDocument } from "../yaml/read-document";
import { layTimings, type ReadTimings, readTimings } from "./timings";

const VERSIONS = ["1.1", "1.2"];

const notEntry = (count: number) =>
  `${counted(count, "entry", "entries")} ${count === 1 ? "is" : "are"} no request: left out.`;
const noTime = (count: number) =>
  `${counted(count, "entry", "entries")} ${count === 1 ? "has" : "have"} no time that can be read: unknown, not 0.`;
const offSum = (count: number) =>
  `${counted(count, "entry", "entries")} ${count === 1 ? "states a time that is" : "state times that are"} not the sum of the parts: the parts count, with ssl inside connect.`;
const hidden = (count: number) =>
  `${counted(count, "entry", "entries")} opened a connection over https and ${count === 1 ? "does" : "do"} not say how long TLS took: unknown, not 0.`;

/** Whether a document is an archive of requests. */
export function isHar(data: unknown): boolean {
  return Array.isArray(fieldsOf(fieldsOf(data)["log"])["entries"]);
}

/**
 * Reads an archive of requests of a browser, version 1.1 or 1.2: each entry is a request, its timings and the Server-Timing
 * headers of its answer lie inside.
 *
 * A timing of −1 is not applicable, and ssl is inside of connect. Source: HTTP Archive 1.2, "timings".
 */
export function readHarDocument(document: LocatedDocument): Result<RecordedSpans, FileRefusal> {
  const log = fieldsOf(fieldsOf(document.data)["log"]);
  const version = lineOfText(log["version"], 20) || "1.1";
  if (!VERSIONS.includes(version))
    return refuseAt(document, ["log", "version"], `Versions 1.1 and 1.2 are read, not ${quoted(version)}.`);
  const notes = openNoteTally();
  const entries = listOf(log["entries"]);
  const times = entries.map((entry) => Date.parse(lineOfText(fieldsOf(entry)["startedDateTime"], 40)));
  const msLast = times.reduce(
    (most, ms) => (Number.isNaN(ms) ? most : Math.max(most, ms)),
    Number.NEGATIVE_INFINITY,
  );
  const sZero = Number.isFinite(msLast) ? Math.floor(msLast / 1_000) : null;
  const spans: RecordedSpan[] = [];
  const sums = openSums();
  for (const [n, entry] of entries.entries()) {
    const path = () => ["log", "entries", n];
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      notes.count(notEntry, path);
      continue;
    }
    const msStarted = times[n] ?? Number.NaN;
    const nsStart = sZero === null || Number.isNaN(msStarted) ? 0 : nsOfMs(msStarted - sZero * 1_000);
    sums.add(addEntry(spans, fieldsOf(entry), nsStart, path, notes));
    if (spans.length > SPANS_MAX)
      return refuseAt(document, path(), `At most ${SPANS_MAX} requests and parts are read: split the file.`);
  }
  const notebook = openNotebook(document.lineOf);
  notes.tell(notebook.note);
  return ok({
    kind: "spans",
    format: "HAR",
    version,
    found: { entries: entries.length, pages: listOf(log["pages"]).length, ...sums.read() },
    sZero,
    spans,
    notes: notebook.read(),
  });
}

function addEntry(
  spans: RecordedSpan[],
  entry: Fields,
  nsStart: number,
  path: () => Path,
  notes: NoteTally,
): ReadTimings {
  const read = readTimings(entry);
  const nsTotal = read.nsOfParts ?? read.nsTime;
  if (nsTotal === null) notes.count(noTime, path);
  if (read.isOffSum) notes.count(offSum, path);
  const { method, url } = fieldsOf(entry["request"]);
  if (read.isTlsHidden) notes.count(hidden, path);
  const place = spans.length;
  spans.push(plainSpan("span", requestName(method, url), -1, nsStart, nsTotal));
  if (nsTotal !== null) layTimings(spans, read, place, nsStart);
  return read;
}

/** Method and address without what people type into addresses. */
function requestName(method: unknown, url: unknown): string {
  const address = lineOfText(url, 2_000)
    .replace(/[?#].*$/, "")
    .replace(/^https?:\/\/(?:[^/@]*@)?/, "");
  return nameOf(`${lineOfText(method, 20)} ${address}`) || "request";
}

function openSums() {
  const sums = {
    nsTime: 0,
    nsConnect: 0,
    nsSsl: 0,
    handshakes: 0,
    handshakesUnknown: 0,
    offSum: 0,
    metrics: 0,
  };
  return {
    add: ({ nsTime, nsConnect, nsSsl, isTlsHidden, isOffSum, metrics }: ReadTimings) => {
      sums.nsTime += nsTime ?? 0;
      sums.nsConnect += nsConnect ?? 0;
      sums.nsSsl += nsSsl ?? 0;
      if (nsSsl !== null) sums.handshakes += 1;
      if (isTlsHidden) sums.handshakesUnknown += 1;
      if (isOffSum) sums.offSum += 1;
      sums.metrics += metrics.length;
    },
    read: () => ({
      handshakes: sums.handshakes,
      handshakesUnknown: sums.handshakesUnknown,
      serverTimings: sums.metrics,
      offSum: sums.offSum,
      msTime: sums.nsTime / 1_000_000,
      msConnect: sums.nsConnect / 1_000_000,
      msSsl: sums.nsSsl / 1_000_000,
    }),
  };
}
