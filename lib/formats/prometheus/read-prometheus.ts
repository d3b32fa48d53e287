import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import {
  type RecordedTrend,
  type RecordedTrends,
  SPANS_MAX,
  type Tag,
} from "@/lib/domain/latency/measured/recording";
import { openNoteTally } from "../foreign/note-tally";
import { openNotebook } from "../foreign/notebook";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { type Bucket, quantilesOf } from "./histogram";
import { parseSample, type Sample } from "./parse-sample";

const LOOKED_AT = 200;
const HISTOGRAMS_MAX = 50_000;

const noSample = (count: number) =>
  `${counted(count, "line")} ${count === 1 ? "is" : "are"} no sample: left out.`;
const noUnit = (count: number) =>
  `${counted(count, "histogram")} ${count === 1 ? "does" : "do"} not say by the name that ${count === 1 ? "it is" : "they are"} a time: left out.`;
const noOrder = (count: number) =>
  `${counted(count, "histogram")} ${count === 1 ? "has" : "have"} buckets that fall, or none up to +Inf: no percentiles are read.`;

/** Whether a text is in the format in which Prometheus reads metrics. */
export function isPrometheus(text: string): boolean {
  const lines = text.slice(0, 50_000).split("\n", LOOKED_AT);
  return lines.some(
    (line) => /^# (TYPE|HELP) [a-zA-Z_:]/.test(line) || /^[a-zA-Z_:][\w:]*_bucket\{/.test(line),
  );
}

/**
 * Reads the histograms of times in a text of Prometheus; the unit is the end of the name (`_seconds`, `_milliseconds` …).
 *
 * Percentiles lie on straight lines between the borders of a bucket, as histogram_quantile has it. Source: Prometheus,
 * "Text-based format" and "histogram_quantile()".
 */
export function readPrometheusText(text: string): Result<RecordedTrends, FileRefusal> {
  const notes = openNoteTally();
  const histograms = new Map<string, Histogram>();
  let samples = 0;
  let line = 0;
  for (const content of linesOf(text)) {
    line += 1;
    const at = line;
    if (content === "" || content.startsWith("#")) continue;
    const sample = parseSample(content);
    if (sample === null) notes.count(noSample, () => [at]);
    else samples += 1;
    if (samples > SPANS_MAX || histograms.size > HISTOGRAMS_MAX)
      return refuseFile([
        {
          line,
          path: "",
          message: `At most ${SPANS_MAX} samples and ${HISTOGRAMS_MAX} histograms are read: split the file.`,
        },
      ]);
    if (sample) addSample(histograms, sample, line);
  }
  const trends = [...histograms.values()].flatMap((histogram): readonly RecordedTrend[] => {
    if (histogram.buckets.length === 0) return [];
    const msPerUnit = msPerUnitOf(histogram.name);
    if (msPerUnit === null) notes.count(noUnit, () => [histogram.line]);
    return msPerUnit === null
      ? []
      : [trendOf(histogram, msPerUnit, () => notes.count(noOrder, () => [histogram.line]))];
  });
  const notebook = openNotebook(([at]) => Number(at));
  notes.tell(notebook.note);
  return ok({
    kind: "trends",
    format: "Prometheus text",
    version: "0.0.4",
    found: {
      samples,
      histograms: [...histograms.values()].filter(({ buckets }) => buckets.length > 0).length,
    },
    trends,
    whole: null,
    notes: notebook.read().map((note) => ({ ...note, path: "" })),
  });
}

interface Histogram {
  readonly name: string;
  readonly labels: readonly Tag[];
  readonly line: number;
  readonly buckets: Bucket[];
  sum: number | null;
  count: number | null;
}

function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end === -1 ? text.length : end;
    yield text.slice(start, stop).trim();
    start = stop + 1;
  }
}

function addSample(
  histograms: Map<string, Histogram>,
  { name: full, labels, value }: Sample,
  line: number,
): void {
  const [, name, part] = /^(.+)_(bucket|sum|count)$/.exec(full) ?? [];
  if (name === undefined) return;
  const own = labels.filter(([key]) => key !== "le");
  const key = JSON.stringify([name, ...own]);
  const histogram = histograms.get(key) ?? { name, labels: own, line, buckets: [], sum: null, count: null };
  histograms.set(key, histogram);
  if (part === "sum") histogram.sum = value;
  else if (part === "count") histogram.count = value;
  else {
    const border = labels.find(([label]) => label === "le")?.[1];
    if (border !== undefined)
      histogram.buckets.push({
        upTo: /^\+?inf$/i.test(border) ? Number.POSITIVE_INFINITY : Number(border),
        count: value,
      });
  }
}

function trendOf(
  { name, labels, buckets, sum, count }: Histogram,
  msPerUnit: number,
  unordered: () => void,
): RecordedTrend {
  const quantiles = quantilesOf(buckets);
  if (quantiles === null) unordered();
  const total = count ?? buckets.find(({ upTo }) => upTo === Number.POSITIVE_INFINITY)?.count ?? null;
  const isCounted = total !== null && total >= 0 && Number.isFinite(total);
  const hasMean = isCounted && total > 0 && sum !== null && sum >= 0 && Number.isFinite(sum);
  return {
    name,
    tags: labels,
    count: isCounted ? total : null,
    msMean: hasMean ? (sum / total) * msPerUnit : null,
    quantiles: (quantiles ?? []).map(({ probability, value }) => ({ probability, ms: value * msPerUnit })),
    isSubset: false,
    isPartOfWhole: false,
  };
}

/** Envoy and the older Istio count milliseconds without saying so. */
function msPerUnitOf(name: string): number | null {
  if (/_(nanoseconds|ns)(_|$)/.test(name)) return 1e-6;
  if (/_(microseconds|us)(_|$)/.test(name)) return 1e-3;
  if (/_(milliseconds|millis|ms)(_|$)/.test(name) || /^envoy_.*_(rq_time|length_ms|connect_ms)$/.test(name))
    return 1;
  return /_seconds(_|$)/.test(name) ? 1_000 : null;
}
