"use client";

import { Area, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import type { LossCurveKind, LossRow, LossSpan } from "./loss-curves";

export interface LossPlotProps {
  readonly title: string;
  readonly rows: readonly LossRow[];
  readonly span: LossSpan;
  readonly currency: string;
  readonly names: readonly { readonly kind: LossCurveKind; readonly label: string }[];
}

const LOOK = {
  inherent: { stroke: "var(--chart-before)", strokeWidth: 1.5, strokeDasharray: "4 3" },
  today: { stroke: "var(--chart-now)", strokeWidth: 2 },
  plan: { stroke: "var(--chart-plan)", strokeWidth: 2, strokeDasharray: "1 3", strokeLinecap: "round" },
} as const;

/** The curves once more, with a reading under the pointer and by the arrow keys. Axes are the server's. */
export function LossPlot({ title, rows, span, currency, names }: LossPlotProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...rows]}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        title={`${title}, arrow keys read along the curves`}
      >
        <XAxis hide dataKey="lossAmount" type="number" scale={span.scale} domain={[span.from, span.to]} />
        <YAxis hide type="number" domain={[0, 1]} />
        {names.map(({ kind }) => (
          <Area
            key={`${kind} band`}
            dataKey={({ readings }: LossRow) => bandOf(readings[kind])}
            className="loss-band"
            data-curve={kind}
            stroke="none"
            fill={`color-mix(in oklab, ${LOOK[kind].stroke} 14%, transparent)`}
            fillOpacity={1}
            activeDot={false}
            isAnimationActive={false}
            tooltipType="none"
          />
        ))}
        {names.map(({ kind, label }) => (
          <Line
            key={kind}
            name={label}
            dataKey={({ readings }: LossRow) => readings[kind]?.probability}
            {...LOOK[kind]}
            dot={false}
            activeDot={{ r: 3.5, stroke: "var(--surface)" }}
            isAnimationActive={false}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--chart-axis)" }}
          content={({ active, payload }) => (
            <Reading row={active ? rowOf(payload) : null} names={names} currency={currency} />
          )}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

interface ReadingProps {
  readonly row: LossRow | null;
  readonly names: LossPlotProps["names"];
  readonly currency: string;
}

function Reading({ row, names, currency }: ReadingProps) {
  if (!row) return null;
  return (
    <div className="chart-reading">
      <b>{formatMoney(row.lossAmount, currency)} or more</b>
      <dl>
        {names.map(({ kind, label }) => {
          const reading = row.readings[kind];
          if (!reading) return null;
          return (
            <div key={kind}>
              <dt>{label}</dt>
              <dd>
                {formatPercent(reading.probability)}{" "}
                <span>
                  {formatPercent(reading.low)} to {formatPercent(reading.high)}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

const bandOf = (
  reading: { readonly low: number; readonly high: number } | undefined,
): [number, number] | undefined => reading && [reading.low, reading.high];

function rowOf(payload: readonly { readonly payload?: unknown }[] | undefined): LossRow | null {
  const row = payload?.[0]?.payload;
  return isRow(row) ? row : null;
}

const isRow = (row: unknown): row is LossRow =>
  typeof row === "object" && row !== null && "lossAmount" in row && "readings" in row;
