import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type RecordedSpan, type RecordedSpans, SPANS_MAX } from "@/lib/domain/latency/measured/recording";
import { openNoteTally } from "../foreign/note-tally";
import { openNotebook } from "../foreign/notebook";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { layMetrics, nsOfMs, plainSpan, totalOf } from "./lay-metrics";
import { parseServerTiming, type TimingMetric } from "./parse-header";

const HEADER = /^\s*(?:<\s*)?server-timing\s*:/i;
const STATUS = /^\s*(?:<\s*)?HTTP\/\d/;
/** A metric with a duration at the start of a line. */
const BARE = /^\s*[\w!#$%&'*+.^`|~-]+\s*;\s*(?:desc\s*=\s*"[^"]{0,200}"\s*;\s*)?dur\s*=/i;
/** Lines that are looked at to find out what a text is. */
const LOOKED_AT = 200;

const noMetric = (count: number) =>
  `${counted(count, "line")} ${count === 1 ? "holds" : "hold"} no metric: left out.`;
const noTotal = (count: number) =>
  `${counted(count, "answer")} ${count === 1 ? "states" : "state"} no total: the sum of the metrics stands for it, so the rest is a lower bound.`;
const noDuration = (count: number) =>
  `${counted(count, "metric")} ${count === 1 ? "has" : "have"} no duration: unknown, not 0.`;

/** Whether a text holds Server-Timing headers: alone, as a list of values, or among the other headers of answers. */
export function isServerTiming(text: string): boolean {
  return text
    .slice(0, 50_000)
    .split("\n", LOOKED_AT)
    .some((line) => HEADER.test(line) || BARE.test(line));
}

/**
 * Reads Server-Timing headers from a text: each line an answer, or, where status lines stand between them, each status line.
 *
 * Lines of other headers are passed over, as in the output of `curl -sD -`. Source: W3C Server Timing.
 */
export function readServerTimingText(text: string): Result<RecordedSpans, FileRefusal> {
  const lines = text.split("\n");
  const notes = openNoteTally();
  const answers = answersIn(lines, (line) => notes.count(noMetric, () => [line]));
  if (answers.length === 0)
    return refuse(null, "There is no metric in it, as in: Server-Timing: auth;dur=2.7");
  const spans: RecordedSpan[] = [];
  let metricCount = 0;
  for (const { line, metrics } of answers) {
    metricCount += metrics.length;
    if (spans.length + metrics.length > SPANS_MAX)
      return refuse(line + 1, `At most ${SPANS_MAX} metrics are read from one file: split it.`);
    addAnswer(
      spans,
      metrics,
      () => notes.count(noTotal, () => [line]),
      () => notes.count(noDuration, () => [line]),
    );
  }
  const notebook = openNotebook(([line]) => Number(line) + 1);
  notes.tell((path, message) => notebook.note(path, message));
  return ok({
    kind: "spans",
    format: "Server-Timing",
    version: "",
    found: { answers: answers.length, metrics: metricCount },
    sZero: null,
    spans,
    notes: notebook.read().map((note) => ({ ...note, path: "" })),
  });
}

interface Answer {
  /** Counted from 0. */
  readonly line: number;
  readonly metrics: TimingMetric[];
}

function answersIn(lines: readonly string[], unread: (line: number) => void): readonly Answer[] {
  const hasStatus = lines.some((line) => STATUS.test(line));
  const hasHeaders = lines.some((line) => HEADER.test(line));
  const answers: Answer[] = [];
  lines.forEach((text, line) => {
    if (STATUS.test(text)) answers.push({ line, metrics: [] });
    const isHeader = HEADER.test(text);
    if (text.trim() === "" || (hasHeaders && !isHeader) || answers.length > SPANS_MAX) return;
    const metrics = parseServerTiming(isHeader ? text.slice(text.indexOf(":") + 1) : text);
    if (metrics.length === 0) unread(line);
    else if (hasStatus && answers.length > 0) answers.at(-1)?.metrics.push(...metrics);
    else answers.push({ line, metrics: [...metrics] });
  });
  return answers.filter(({ metrics }) => metrics.length > 0);
}

function addAnswer(
  spans: RecordedSpan[],
  metrics: readonly TimingMetric[],
  withoutTotal: () => void,
  withoutDuration: () => void,
): void {
  const total = totalOf(metrics);
  const ms = total?.ms ?? metrics.reduce((sum, one) => sum + nsOfMs(one.ms ?? 0), 0) / 1_000_000;
  if (!total) withoutTotal();
  for (const one of metrics) if (one.ms === null) withoutDuration();
  const parent = spans.length;
  spans.push(plainSpan("span", "answer", -1, 0, nsOfMs(ms)));
  layMetrics(spans, metrics, parent, 0);
}

const refuse = (line: number | null, message: string) => refuseFile([{ line, path: "", message }]);
