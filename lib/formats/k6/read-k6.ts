import { counted } from "@/lib/domain/kernel/counted";
import { ok, type Result } from "@/lib/domain/kernel/result";
import type { RecordedTrend, RecordedTrends } from "@/lib/domain/latency/measured/recording";
import { type Fields, fieldsOf, lineOfText, listOf, nameOf, type Path } from "../foreign/fields";
import { openNoteTally } from "../foreign/note-tally";
import { openNotebook } from "../foreign/notebook";
import { refuseAt } from "../foreign/refuse-at";
import type { FileRefusal } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { splitName } from "./metric-name";

const METRICS_MAX = 5_000;
/** What k6 measures in milliseconds by itself; the older export does not say what a metric of one's own contains. */
const TIMES =
  /^(http_req_|iteration_duration|group_duration|ws_connecting|ws_session_duration|grpc_req_duration)/;
/** Parts of a request beside `http_req_duration`, which has no connection in it; `http_req_blocked` contains both. */
const PARTS = ["http_req_tls_handshaking", "http_req_connecting"];

const noUnit = (count: number) =>
  `${counted(count, "metric")} of the script’s own ${count === 1 ? "does" : "do"} not say whether ${count === 1 ? "it is" : "they are"} a time: left out.`;

/** The three shapes of a summary, as the note of the format names them. */
type Shape = "handleSummary" | "summary-export" | "machine-readable";

/** Whether a document is a summary of k6. */
export function isK6(data: unknown): boolean {
  return shapeOf(data) !== null;
}

/**
 * Reads the summary of a k6 run: what `handleSummary` gets, what `--summary-export` writes, or the newer
 * machine-readable one.
 *
 * Times are milliseconds. `http_req_duration` has no connection and no TLS in it, so a request took `http_req_blocked` more.
 * Only means add up; percentiles stay with their metric. Source: k6, "Built-in metrics"; k6-summary 1.0.0.
 */
export function readK6Document(document: LocatedDocument): Result<RecordedTrends, FileRefusal> {
  const shape = shapeOf(document.data) ?? "handleSummary";
  const metrics = metricsIn(document.data, shape);
  if (metrics.length > METRICS_MAX)
    return refuseAt(document, [], `At most ${METRICS_MAX} metrics are read: leave some out of the summary.`);
  const notes = openNoteTally();
  const countOf = (name: string) => numberOf(metrics.find((one) => one.name === name)?.values["count"]);
  const requests = countOf("http_reqs");
  const trends = metrics.flatMap((metric): readonly RecordedTrend[] => {
    if (numberOf(metric.values["avg"]) === null) return [];
    if (metric.isTime) return [trendOf(metric, requests)];
    if (metric.isTime === null) notes.count(noUnit, () => metric.path);
    return [];
  });
  const meanOf = (name: string) =>
    trends.find((trend) => trend.name === name && trend.tags.length === 0)?.msMean ?? null;
  const [duration, blocked] = [meanOf("http_req_duration"), meanOf("http_req_blocked")];
  const notebook = openNotebook(document.lineOf);
  notes.tell(notebook.note);
  return ok({
    kind: "trends",
    format: "k6 summary",
    version: shape,
    found: {
      metrics: metrics.length,
      ...(requests === null ? {} : { requests }),
      iterations: countOf("iterations") ?? 0,
      ...thresholdsIn(metrics),
    },
    trends,
    whole:
      requests === null || duration === null || blocked === null
        ? null
        : { count: requests, msMean: duration + blocked },
    notes: notebook.read(),
  });
}

interface Metric {
  readonly name: string;
  readonly values: Fields;
  /** Null where the file does not say. */
  readonly isTime: boolean | null;
  readonly thresholds: readonly unknown[];
  readonly path: Path;
}

function shapeOf(data: unknown): Shape | null {
  const { metrics, results } = fieldsOf(data);
  if (Array.isArray(fieldsOf(results)["metrics"])) return "machine-readable";
  for (const metric of Object.values(fieldsOf(metrics))) {
    const fields = fieldsOf(metric);
    if ("values" in fields && "type" in fields) return "handleSummary";
    if ("avg" in fields || "rate" in fields) return "summary-export";
  }
  return null;
}

function metricsIn(data: unknown, shape: Shape): readonly Metric[] {
  const { metrics, results } = fieldsOf(data);
  if (shape === "machine-readable")
    return listOf(fieldsOf(results)["metrics"]).map((value, n) => {
      const fields = fieldsOf(value);
      return metricOf(lineOfText(fields["name"], 300), fields, ["results", "metrics", n]);
    });
  return Object.entries(fieldsOf(metrics)).map(([name, value]) =>
    metricOf(name, fieldsOf(value), ["metrics", name]),
  );
}

function metricOf(name: string, fields: Fields, path: Path): Metric {
  const { contains, values, thresholds } = fields;
  return {
    name,
    values: values === undefined ? fields : fieldsOf(values),
    isTime: contains === undefined ? (TIMES.test(name) ? true : null) : contains === "time",
    thresholds: Object.values(fieldsOf(thresholds)),
    path,
  };
}

/** Times that k6 takes of each request; of those it counts what it counts requests. */
const isOfRequest = (name: string, hasTags: boolean) => name.startsWith("http_req_") && !hasTags;

function trendOf({ name: full, values }: Metric, requests: number | null): RecordedTrend {
  const { name, tags } = splitName(full);
  const percentiles = Object.entries(values).flatMap(([key, value]) => {
    const share = key === "med" ? "50" : /^p\((\d{1,3}(?:\.\d{1,6})?)\)$/.exec(key)?.[1];
    const ms = numberOf(value);
    return share === undefined || ms === null || Number(share) > 100
      ? []
      : [{ probability: Number(share) / 100, ms }];
  });
  return {
    name: nameOf(name) || "unnamed",
    tags,
    count: numberOf(values["count"]) ?? (isOfRequest(name, tags.length > 0) ? requests : null),
    msMean: numberOf(values["avg"]),
    quantiles: percentiles.sort((a, b) => a.probability - b.probability),
    isSubset: tags.length > 0,
    isPartOfWhole: PARTS.includes(name) && tags.length === 0,
  };
}

/** `ok` where it is said so; the older export says true where a threshold was crossed. */
function thresholdsIn(metrics: readonly Metric[]) {
  const all = metrics.flatMap(({ thresholds }) => thresholds);
  const failed = all.filter((one) => one === true || fieldsOf(one)["ok"] === false);
  return { thresholds: all.length, thresholdsFailed: failed.length };
}

const numberOf = (value: unknown): number | null =>
  typeof value === "number" && value >= 0 && Number.isFinite(value) ? value : null;
