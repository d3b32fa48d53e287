import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import type { PostureSummary } from "@/lib/domain/posture/posture-summary";
import type { ScoreWeights } from "@/lib/domain/posture/score";
import {
  budgetWords,
  percentileText,
  scoreText,
  wholeMs,
  whyNotScored,
} from "@/lib/features/posture/present";
import { exactMoney } from "./exact-money";

interface SystemFiguresProps {
  readonly slug: string;
  readonly summary: PostureSummary;
  readonly currency: string;
  readonly weights: ScoreWeights;
}

/** Score, money and milliseconds of one system, each with the one thing to know about it. */
export function SystemFigures({ slug, summary, currency, weights }: SystemFiguresProps) {
  const base = `/systems/${slug}`;
  const { score, gaps, findings, accepted } = summary;
  return (
    <FigureStrip label="Posture">
      <Figure
        label="Score"
        href="#score"
        value={score.scored ? scoreText(score) : "–"}
        unit={score.scored ? "of 100" : "not scored"}
        remark={whyNotScored(score) ?? partsInWords(summary, weights)}
      />
      <Residual base={base} summary={summary} currency={currency} />
      <Tightest base={base} summary={summary} />
      <Return base={base} summary={summary} currency={currency} />
      <Figure
        label="Findings with nothing against them"
        href={`${base}/threats`}
        value={findings === 0 ? "–" : gaps}
        unit={findings === 0 ? "none derived" : `of ${findings}`}
        remark={accepted > 0 ? `${accepted} accepted with two signatures` : "No finding is accepted"}
      />
    </FigureStrip>
  );
}

/** "37 of 60 for checklists, 7 of 40 for threats". */
function partsInWords({ itemCredit, riskCredit }: PostureSummary, weights: ScoreWeights): string {
  const part = (credit: number | null, weight: number) =>
    `${Math.round((credit ?? 0) * weight * 100)} of ${Math.round(weight * 100)}`;
  return `${part(itemCredit, weights.items)} for checklists, ${part(riskCredit, weights.risk)} for threats`;
}

interface PartProps extends Pick<SystemFiguresProps, "summary"> {
  readonly base: string;
}

function Residual({ base, summary, currency }: PartProps & { readonly currency: string }) {
  const { scenarios, ownFigures, residualPerYear, inherentPerYear } = summary;
  if (scenarios === 0)
    return (
      <Figure
        label="Residual risk a year"
        href={`${base}/threats`}
        value="–"
        unit="unknown"
        remark="No threat is derived yet"
      />
    );
  return (
    <Figure
      label="Residual risk a year"
      href={`${base}/roi`}
      value={
        <span title={exactMoney(residualPerYear, currency)}>{formatMoney(residualPerYear, currency)}</span>
      }
      unit={`of ${formatMoney(inherentPerYear, currency)}`}
      remark={
        ownFigures === scenarios
          ? "By your own loss figures"
          : `${scenarios - ownFigures} of ${scenarios} threats by starting values`
      }
    />
  );
}

function Tightest({ base, summary: { tightest } }: PartProps) {
  if (!tightest)
    return (
      <Figure
        label="Latency of security"
        href={`${base}/latency`}
        value="–"
        unit="unknown"
        remark="No request path is drawn"
      />
    );
  const { text, over } = budgetWords(tightest);
  const { ms, msLimit, name, number, percentile } = tightest;
  return (
    <Figure
      label={`Latency at ${percentileText(percentile)}, ms`}
      href={`${base}/latency?path=${number}`}
      value={ms === null ? "–" : <span title={`${ms.toFixed(2)} ms`}>{wholeMs(ms)}</span>}
      unit={msLimit === null ? "no budget" : `of ${wholeMs(msLimit)}`}
      remark={
        <>
          {name}
          {msLimit !== null && <span className={over ? "text-bad" : undefined}>, {text}</span>}
        </>
      }
    />
  );
}

function Return({ base, summary, currency }: PartProps & { readonly currency: string }) {
  const { returnRatio, costPerYear, scenarios, parts } = summary;
  const known = returnRatio !== null && scenarios > 0;
  return (
    <Figure
      label="Return on today’s security"
      href={`${base}/roi`}
      value={known ? formatPercent(returnRatio) : "–"}
      unit={known ? undefined : "unknown"}
      remark={
        parts.controlsInUse === 0
          ? "No control is in use"
          : `${parts.controlsInUse} in use cost ${formatMoney(costPerYear, currency)} a year`
      }
    />
  );
}
