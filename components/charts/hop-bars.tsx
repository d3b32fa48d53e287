import { formatMs } from "@/components/ui/format-number";
import { STEP_KINDS, type StepKind } from "@/lib/domain/catalogue/mechanism";
import { type ChartEmpty, ChartFrame, type ChartTable } from "./chart-frame";
import { type DrawnHop, type DrawnHops, drawHops, type Hop } from "./hop-places";
import { percentOf } from "./scale";

export interface HopBarsProps {
  readonly title: string;
  /** One sentence: "Security takes 41 ms of a slow request, 19 less than allowed." */
  readonly summary?: string | undefined;
  readonly caption?: string | undefined;
  readonly hops: readonly Hop[];
  /** The percentile of the whole path; null: unknown. */
  readonly totalMs: number | null;
  /** As in "p95". */
  readonly percentileLabel: string;
  readonly budgetMs: number | null;
  /** Other percentiles of the whole path, marked on its bar. */
  readonly marks?: readonly { readonly label: string; readonly ms: number }[] | undefined;
  readonly level?: 2 | 3 | undefined;
  readonly empty?: ChartEmpty | undefined;
}

const STEP_WORD: Readonly<Record<StepKind, string>> = {
  handshake: "Handshake",
  "rate-limit": "Rate limit",
  token: "Token validation",
  authorization: "Authorization check",
  inspection: "Inspection",
  encryption: "Encryption",
  store: "Stored data",
  execution: "Isolated execution",
};

/** Milliseconds of security along a request path: one bar per hop, each starting where the one before ends. */
export function HopBars(props: HopBarsProps) {
  const {
    title,
    summary,
    caption,
    hops,
    totalMs,
    percentileLabel,
    budgetMs,
    marks = [],
    level,
    empty,
  } = props;
  const drawn = drawHops(hops, totalMs, budgetMs, marks);
  const nothing: ChartEmpty = {
    title: "No hop to show",
    why: "Draw the flows that a request takes; each becomes a bar.",
  };
  return (
    <ChartFrame
      title={title}
      aside={summary}
      caption={caption}
      level={level}
      table={hopTable(props)}
      empty={hops.length === 0 ? (empty ?? nothing) : undefined}
    >
      <StepLegend hops={hops} />
      <div className="hop-bars">
        <Axis drawn={drawn} percentileLabel={percentileLabel} budgetMs={budgetMs} />
        <ol>
          {drawn.hops.map((hop) => (
            <HopRow key={hop.hop.key} drawn={hop} />
          ))}
        </ol>
        <WholePath drawn={drawn} totalMs={totalMs} percentileLabel={percentileLabel} />
      </div>
    </ChartFrame>
  );
}

function StepLegend({ hops }: { readonly hops: readonly Hop[] }) {
  const used = new Set(
    hops.flatMap(({ segments }) => segments.filter(({ ms }) => ms !== null).map(({ kind }) => kind)),
  );
  return (
    <ul aria-label="Steps" className="step-legend">
      {STEP_KINDS.filter((kind) => used.has(kind)).map((kind) => (
        <li key={kind}>
          <i data-step={kind} className="step-fill" />
          {STEP_WORD[kind]}
        </li>
      ))}
    </ul>
  );
}

interface AxisProps {
  readonly drawn: DrawnHops;
  readonly percentileLabel: string;
  readonly budgetMs: number | null;
}

function Axis({ drawn, percentileLabel, budgetMs }: AxisProps) {
  return (
    <>
      <div aria-hidden className="hop-plot">
        {drawn.ticks.map(({ value, share }) => (
          <span key={value} className="hop-grid" style={{ left: percentOf(share) }} />
        ))}
        {drawn.budgetShare !== null && (
          <span className="hop-budget" style={{ left: percentOf(drawn.budgetShare) }}>
            <b data-end={drawn.budgetShare > 0.85 || undefined}>
              Budget {budgetMs} at {percentileLabel}
            </b>
          </span>
        )}
      </div>
      <div aria-hidden className="hop-axis">
        <span className="hop-ticks">
          {drawn.ticks.map(({ value, share, hidden }) => (
            <span key={value} data-hidden={hidden || undefined} style={{ left: percentOf(share) }}>
              {value === 0 ? "0 ms" : value}
            </span>
          ))}
        </span>
        <span className="hop-head">Share, ms</span>
        <span className="hop-head">Running {percentileLabel}</span>
      </div>
    </>
  );
}

function HopRow({ drawn }: { readonly drawn: DrawnHop }) {
  const { hop, msShare, segments, over, connectorShare } = drawn;
  const unknown = hop.segments.filter(({ ms }) => ms === null);
  return (
    <li className="hop-row">
      <div className="hop-name">
        <span className="font-medium">{hop.label}</span>
        <span className="hop-from">
          {hop.isParallelWith ? `beside ${hop.isParallelWith}` : `from ${hop.from}`}
        </span>
      </div>
      <div role="img" aria-label={hopInWords(hop)} className="hop-track">
        {segments.map(({ segment, left, width }, place) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a hop are in a fixed order
            key={place}
            data-step={segment.kind}
            className="step-fill"
            title={`${segment.label} ${formatMs(segment.ms ?? 0)}`}
            style={{ left: percentOf(left), width: `max(1px, calc(${percentOf(width)} - 1px))` }}
          >
            <span>
              <em>{segment.label} </em>
              {(segment.ms ?? 0).toFixed(1)}
            </span>
          </i>
        ))}
        {over && <i data-over style={{ left: percentOf(over.left), width: percentOf(over.width) }} />}
        {unknown.length > 0 && (
          <span
            className="hop-unknown"
            style={drawn.endShare > 0.5 ? { right: 0 } : { left: percentOf(drawn.endShare) }}
          >
            ? {unknown.length === 1 ? unknown[0]?.label : `${unknown.length} steps`} unknown
          </span>
        )}
        {connectorShare !== null && <u style={{ left: percentOf(connectorShare) }} />}
      </div>
      <Ms
        label="Share"
        value={unknown.length === hop.segments.length && unknown.length > 0 ? null : msShare}
      />
      <Ms label="Running" value={hop.msRunning} quiet />
    </li>
  );
}

interface WholePathProps {
  readonly drawn: DrawnHops;
  readonly totalMs: number | null;
  readonly percentileLabel: string;
}

function WholePath({ drawn, totalMs, percentileLabel }: WholePathProps) {
  const { whole } = drawn;
  return (
    <div className="hop-row hop-whole">
      <div className="hop-name">
        <span className="font-semibold">Whole path</span>
      </div>
      <div
        role="img"
        aria-label={whole.words}
        className="hop-track"
        data-unknown={totalMs === null || undefined}
      >
        {drawn.budgetShare !== null && totalMs !== null && (
          <i data-left style={{ width: percentOf(drawn.budgetShare) }} />
        )}
        {totalMs !== null && (
          <i data-spent style={{ width: percentOf(whole.spentShare) }}>
            <span>
              {formatMs(totalMs)} <em>spent at {percentileLabel}</em>
            </span>
          </i>
        )}
        {whole.over && (
          <i data-over style={{ left: percentOf(whole.over.left), width: percentOf(whole.over.width) }} />
        )}
        {drawn.marks.map((mark) => (
          <span key={mark.label} className="hop-mark" style={{ left: percentOf(mark.share) }}>
            <b>
              {mark.label} {Math.round(mark.ms)}
            </b>
          </span>
        ))}
        {totalMs === null && <span className="hop-unknown">? Not all steps are known</span>}
      </div>
      <Ms label="Share" value={totalMs} strong />
      <Ms label="Running" value={totalMs} strong />
      {whole.rest && (
        <p className="hop-rest" data-over={whole.over ? true : undefined}>
          {whole.rest}
        </p>
      )}
    </div>
  );
}

interface MsProps {
  readonly label: string;
  readonly value: number | null;
  readonly quiet?: boolean;
  readonly strong?: boolean;
}

function Ms({ label, value, quiet = false, strong = false }: MsProps) {
  return (
    <span className="hop-ms" data-quiet={quiet || undefined} data-strong={strong || undefined}>
      <span className="hop-ms-label">{label} </span>
      {value === null ? <span className="text-3">unknown</span> : value.toFixed(1)}
    </span>
  );
}

function hopInWords({ label, from, segments }: Hop): string {
  const steps = segments.map((step) => `${step.label} ${step.ms === null ? "unknown" : formatMs(step.ms)}`);
  return `${label} from ${from}: ${steps.length > 0 ? steps.join(", ") : "no security step"}`;
}

function hopTable({ hops, totalMs, percentileLabel, budgetMs }: HopBarsProps): ChartTable {
  const ms = (value: number | null) => (value === null ? null : value.toFixed(2));
  const steps = hops.flatMap((hop) => {
    const name = `${hop.from} to ${hop.to}`;
    const detail = hop.isParallelWith && `beside ${hop.isParallelWith}`;
    if (hop.segments.length === 0)
      return [{ key: hop.key, name, detail, cells: ["No security step", "", ms(0), ms(hop.msRunning)] }];
    return hop.segments.map((segment, place) => ({
      key: `${hop.key} ${place}`,
      name,
      detail,
      cells: [
        segment.label,
        segment.controlNumber ?? "",
        ms(segment.ms),
        place === hop.segments.length - 1 ? ms(hop.msRunning) : "",
      ],
    }));
  });
  const budget = { key: "budget", name: "Budget", cells: ["", "", "", ms(budgetMs)] };
  return {
    columns: [
      { label: "Hop" },
      { label: "Step" },
      { label: "Control" },
      { label: "Share, ms", numeric: true },
      { label: `Running ${percentileLabel}, ms`, numeric: true },
    ],
    rows: [
      ...steps,
      { key: "whole", name: "Whole path", cells: ["", "", ms(totalMs), ms(totalMs)] },
      ...(budgetMs === null ? [] : [budget]),
    ],
  };
}
