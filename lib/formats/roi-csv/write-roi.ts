import type { LossFact } from "@/lib/domain/posture/facts";
import type { PostureView } from "@/lib/domain/posture/posture-view";
import type { Simulated, SimulatedLoss } from "@/lib/domain/posture/simulate-losses";
import { quantityOf } from "@/lib/domain/quantity/quantity";
import { type CsvCell, writeCsv } from "../csv/write-csv";

/** What a table about money is written from. */
export interface RoiTable {
  readonly part: "curves" | "threats";
  /** ISO 4217. */
  readonly currency: string;
  readonly simulated: Simulated;
  readonly view: PostureView;
  readonly losses: readonly LossFact[];
}

const CURVE_HEADER = [
  "curve",
  "currency",
  "loss or more",
  "probability",
  "low",
  "high",
  "years",
  "seed",
  "version",
];
const THREAT_HEADER = [
  "threat",
  "name",
  "numbers",
  "currency",
  "rate per year p5",
  "rate per year p50",
  "rate per year p95",
  "loss p5",
  "loss p50",
  "loss p95",
  "residual",
  "loss reduction",
  "expected loss per year before controls",
  "expected loss per year",
];

/** Writes the loss exceedance curves or the threats in money as CSV; amounts and probabilities keep 12 figures or more. */
export function writeRoiCsv(table: RoiTable, options: { readonly bom?: boolean } = {}): string {
  return table.part === "curves"
    ? writeCsv([CURVE_HEADER, ...curveRows(table)], options)
    : writeCsv([THREAT_HEADER, ...threatRows(table)], options);
}

function curveRows({ simulated, currency }: RoiTable): readonly (readonly CsvCell[])[] {
  if (!simulated.ok) return [];
  const { money, plan } = simulated;
  const run = [money.years, money.seed, money.version];
  const rows = (name: string, { curve }: SimulatedLoss) =>
    curve.map(({ lossAmount, probability, low, high }) => [
      name,
      currency,
      lossAmount,
      probability,
      low,
      high,
      ...run,
    ]);
  return [
    ...rows("without controls", money.inherent),
    ...rows("today", money.today),
    ...(plan ? rows("with the plan", plan.plan) : []),
  ];
}

/** Percentiles come back from their distribution with an error in the last digits. */
const asStated = (value: number) => Number(value.toPrecision(12));

function threatRows({ view, losses, currency }: RoiTable): readonly (readonly CsvCell[])[] {
  return losses.map(({ threat, source, scenario }) => {
    const shown = view.scenarios.find((one) => one.threat.id === threat);
    const [rate, loss] = [quantityOf(scenario.ratePerYear), quantityOf(scenario.lossAmount)];
    return [
      threat,
      shown?.threat.name ?? threat,
      source,
      currency,
      ...[rate.p5, rate.p50, rate.p95, loss.p5, loss.p50, loss.p95].map(asStated),
      shown?.residual ?? null,
      shown?.lossReduction ?? null,
      shown?.money?.inherentPerYear ?? null,
      shown?.money?.residualPerYear ?? null,
    ];
  });
}
