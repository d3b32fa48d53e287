import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { type ChartEmpty, ChartFrame, type ChartTable } from "./chart-frame";
import { LazyLossPlot } from "./lazy-loss-plot";
import {
  evenly,
  LOSS_CURVES,
  type LossCurve,
  type LossRow,
  type LossScale,
  type LossSpan,
  lossRows,
  lossShare,
  lossSpan,
  type TolerancePoint,
} from "./loss-curves";
import { linearTicks, logTicks, percentOf } from "./scale";

export interface LossExceedanceProps {
  readonly title: string;
  readonly aside?: string | undefined;
  readonly caption?: string | undefined;
  /** At most one of each kind; a curve without points is listed as unknown. */
  readonly curves: readonly LossCurve[];
  readonly tolerance?: readonly TolerancePoint[] | undefined;
  readonly scale?: LossScale | undefined;
  /** ISO 4217. */
  readonly currency: string;
  readonly level?: 2 | 3 | undefined;
  readonly empty?: ChartEmpty | undefined;
}

const PROBABILITIES = [0, 0.25, 0.5, 0.75, 1] as const;
const TABLE_ROWS_MAX = 40;

/**
 * How likely a year loses that much or more, by curve, with the band of what the simulation leaves open.
 *
 * Axes, curves and table come from the server; readings under the pointer or the arrow keys are added when the chart is
 * near the screen.
 */
export function LossExceedance(props: LossExceedanceProps) {
  const { title, aside, caption, curves, tolerance = [], scale = "log", currency, level, empty } = props;
  const drawn = curves.filter(({ points }) => points.some(({ lossAmount }) => lossAmount > 0));
  const span = lossSpan(drawn, tolerance, scale);
  const rows = lossRows(drawn, span);
  const nothing: ChartEmpty = {
    title: "No curve yet",
    why: "Give one scenario a rate and a loss; the simulation needs nothing else.",
  };
  return (
    <ChartFrame
      title={title}
      aside={aside ?? "Chance of losing that much or more in a year"}
      caption={caption}
      level={level}
      table={lossTable(drawn, rows, tolerance, currency)}
      empty={drawn.length === 0 ? (empty ?? nothing) : undefined}
    >
      <CurveLegend curves={curves} hasTolerance={tolerance.length > 0} />
      <div className="loss-chart">
        <Axes span={span} currency={currency} />
        <div className="loss-plot">
          <StaticPlot title={title} curves={drawn} rows={rows} span={span} />
          <Tolerance points={tolerance} span={span} currency={currency} />
          <LazyLossPlot
            title={title}
            rows={rows}
            span={span}
            currency={currency}
            names={drawn.map(({ kind, label }) => ({ kind, label }))}
          />
        </div>
      </div>
    </ChartFrame>
  );
}

function CurveLegend({
  curves,
  hasTolerance,
}: {
  readonly curves: readonly LossCurve[];
  readonly hasTolerance: boolean;
}) {
  return (
    <ul aria-label="Curves" className="curve-legend">
      {curves.map(({ kind, label, points }) => (
        <li key={kind}>
          <svg viewBox="0 0 24 8" aria-hidden>
            <path d="M1 4H23" className="loss-line" data-curve={kind} />
          </svg>
          {label}
          {points.length === 0 && <span className="text-3"> ? unknown</span>}
        </li>
      ))}
      {hasTolerance && (
        <li>
          <svg viewBox="0 0 24 8" aria-hidden>
            <path d="M1 4H23M9 1l6 6m0-6l-6 6" className="loss-line" data-curve="tolerance" />
          </svg>
          Tolerance
        </li>
      )}
    </ul>
  );
}

function Axes({ span, currency }: { readonly span: LossSpan; readonly currency: string }) {
  const ticks = span.scale === "log" ? logTicks(span.from, span.to) : linearTicks(span.from, span.to, 5);
  return (
    <div aria-hidden>
      {PROBABILITIES.map((probability) => (
        <span key={probability} className="loss-grid" style={{ bottom: `calc(${percentOf(probability)})` }}>
          <b>{formatPercent(probability)}</b>
        </span>
      ))}
      {ticks.map((value) => (
        <span key={value} className="loss-tick" style={{ left: percentOf(lossShare(span, value)) }}>
          <b>{formatMoney(value, currency)}</b>
        </span>
      ))}
    </div>
  );
}

interface StaticPlotProps {
  readonly title: string;
  readonly curves: readonly LossCurve[];
  readonly rows: readonly LossRow[];
  readonly span: LossSpan;
}

/** The curves as the server draws them; they stay when no script runs. */
function StaticPlot({ title, curves, rows, span }: StaticPlotProps) {
  const x = (lossAmount: number) => (lossShare(span, lossAmount) * 1000).toFixed(1);
  const y = (probability: number) => ((1 - probability) * 1000).toFixed(1);
  const words = curves.map(({ label }) => label).join(", ");
  const shown = LOSS_CURVES.filter((kind) => curves.some((curve) => curve.kind === kind));
  return (
    <svg
      viewBox="0 0 1000 1000"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${title}: ${words}. The numbers are in the table above.`}
      className="loss-static"
    >
      {shown.map((kind) => {
        const read = rows.flatMap(({ lossAmount, readings }) => {
          const reading = readings[kind];
          return reading ? [{ at: x(lossAmount), ...reading }] : [];
        });
        const line = read.map(({ at, probability }) => `${at} ${y(probability)}`).join("L");
        const band = [
          ...read.map(({ at, high }) => `${at} ${y(high)}`),
          ...read.toReversed().map(({ at, low }) => `${at} ${y(low)}`),
        ].join("L");
        return (
          <g key={kind}>
            <path d={`M${band}Z`} className="loss-band" data-curve={kind} />
            <path d={`M${line}`} className="loss-line" data-curve={kind} vectorEffect="non-scaling-stroke" />
          </g>
        );
      })}
    </svg>
  );
}

interface ToleranceProps {
  readonly points: readonly TolerancePoint[];
  readonly span: LossSpan;
  readonly currency: string;
}

function Tolerance({ points, span, currency }: ToleranceProps) {
  const places = points.map((point) => ({
    ...point,
    left: lossShare(span, point.lossAmount),
    top: 1 - point.probability,
  }));
  if (places.length === 0) return null;
  const line = places
    .map(({ left, top }) => `${(left * 1000).toFixed(1)} ${(top * 1000).toFixed(1)}`)
    .join("L");
  return (
    <div aria-hidden className="loss-tolerance">
      <svg aria-hidden viewBox="0 0 1000 1000" preserveAspectRatio="none">
        <path d={`M${line}`} className="loss-line" data-curve="tolerance" vectorEffect="non-scaling-stroke" />
      </svg>
      {places.map(({ lossAmount, probability, left, top }) => (
        <i
          key={lossAmount}
          title={`Tolerance: ${formatPercent(probability)} for ${formatMoney(lossAmount, currency)} or more`}
          style={{ left: percentOf(left), top: percentOf(top) }}
        />
      ))}
    </div>
  );
}

function lossTable(
  curves: readonly LossCurve[],
  rows: readonly LossRow[],
  tolerance: readonly TolerancePoint[],
  currency: string,
): ChartTable {
  const kinds = curves.map(({ kind }) => kind);
  return {
    columns: [
      { label: "Loss or more" },
      ...curves.map(({ label }) => ({ label, numeric: true })),
      ...(tolerance.length > 0 ? [{ label: "Tolerance", numeric: true }] : []),
    ],
    rows: [
      ...evenly(rows, TABLE_ROWS_MAX).map(({ lossAmount, readings }) => ({
        key: `curve ${lossAmount}`,
        name: formatMoney(lossAmount, currency),
        cells: [
          ...kinds.map((kind) => {
            const reading = readings[kind];
            return reading
              ? `${formatPercent(reading.probability)} (${formatPercent(reading.low)} to ${formatPercent(reading.high)})`
              : "";
          }),
          ...(tolerance.length > 0 ? [""] : []),
        ],
      })),
      ...tolerance.map(({ lossAmount, probability }) => ({
        key: `tolerance ${lossAmount}`,
        name: formatMoney(lossAmount, currency),
        cells: [...kinds.map(() => ""), formatPercent(probability)],
      })),
    ],
  };
}
