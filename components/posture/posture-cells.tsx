import Link from "next/link";
import type { ReactNode } from "react";
import { BudgetBar } from "@/components/ui/budget-bar";
import { CoverageBar, coverageInWords } from "@/components/ui/coverage-bar";
import { Td } from "@/components/ui/data-table";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { Progress } from "@/lib/domain/checklists/progress";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import type { ListedPosture } from "@/lib/domain/posture/listed-posture";
import { dayText } from "@/lib/features/checklists/present";
import {
  budgetWords,
  percentileText,
  scoreText,
  wholeMs,
  whyNotScoredShort,
} from "@/lib/features/posture/present";
import { exactMoney } from "./exact-money";

/** Cells that every list of systems shows; what is unknown says so and is never a zero. */
interface CellsProps {
  readonly href: string;
  readonly posture: ListedPosture;
  readonly currency: string;
}

/** Score with why there is none, and with its day where it is not of now. */
export function ScoreCell({ href, posture: { shown } }: Omit<CellsProps, "currency">) {
  if (!shown) return <Unknown label="Score">computing</Unknown>;
  const { score } = shown.summary;
  return (
    <Td numeric label="Score" className="min-w-20">
      <span className="block">
        <Link
          href={`${href}#score`}
          prefetch={false}
          className={`inline-flex min-h-6 items-center hover:underline ${score.scored ? "text-md font-semibold" : "text-3"}`}
        >
          {scoreText(score)}
        </Link>
        {!score.scored && <span className="block text-xs text-3">{whyNotScoredShort(score)}</span>}
        {!shown.current && (
          <span className="block text-xs text-warn">
            as of {dayText(shown.asOf)}
            <span className="sr-only">, newer numbers are being computed</span>
          </span>
        )}
      </span>
    </Td>
  );
}

/** Findings that nothing stands against. */
export function GapsCell({ href, posture: { shown } }: Omit<CellsProps, "currency">) {
  if (!shown || shown.summary.findings === 0) return <Unknown label="Gaps">–</Unknown>;
  const { gaps, findings } = shown.summary;
  return (
    <Td numeric quiet={gaps === 0} label="Gaps">
      {gaps === 0 ? (
        0
      ) : (
        <Link
          href={`${href}/threats`}
          prefetch={false}
          title={`${gaps} of ${findings} findings have nothing against them`}
          className="inline-flex min-h-6 min-w-6 items-center justify-end hover:underline"
        >
          {gaps}
        </Link>
      )}
    </Td>
  );
}

/** The threat with the most money at risk, and the sum of all. */
export function ResidualCell({ href, posture: { shown }, currency }: CellsProps) {
  const summary = shown?.summary;
  if (!summary?.worst)
    return (
      <Unknown label="Worst residual" start>
        unknown
      </Unknown>
    );
  const { worst, residualPerYear } = summary;
  return (
    <Td label="Worst residual" className="min-w-32">
      <Link
        href={`${href}/threats`}
        prefetch={false}
        title={`${worst.name}: ${exactMoney(worst.residualPerYear, currency)} a year, ${formatPercent(worst.residual)} left; all threats ${exactMoney(residualPerYear, currency)} a year`}
        className="group flex flex-wrap items-baseline gap-x-2 max-sm:justify-end"
      >
        <span className="font-medium whitespace-nowrap">{formatMoney(worst.residualPerYear, currency)}</span>
        <span className="line-clamp-2 w-full text-xs text-3 group-hover:underline max-sm:text-right">
          {worst.name}
        </span>
      </Link>
    </Td>
  );
}

/** The tightest path against its budget. */
export function BudgetCell({ href, posture: { shown } }: Omit<CellsProps, "currency">) {
  const path = shown?.summary.tightest;
  if (!path)
    return (
      <Unknown label="Latency" start>
        {shown ? "no path" : "computing"}
      </Unknown>
    );
  const { text, over } = budgetWords(path);
  const percentile = percentileText(path.percentile);
  return (
    <Td label="Latency" className="min-w-44">
      <Link
        href={`${href}/latency?path=${path.number}`}
        prefetch={false}
        title={`${path.name}, at ${percentile}`}
        className="flex min-h-6 flex-1 items-center gap-2.5 hover:underline"
      >
        {path.msLimit !== null && (
          <BudgetBar
            spentMs={path.ms === null ? null : Number(wholeMs(path.ms))}
            limitMs={path.msLimit}
            className="w-16 shrink-0 max-sm:w-24 min-[1720px]:w-20"
          />
        )}
        <span className="whitespace-nowrap">
          {path.ms !== null && (
            <>
              <span className="font-medium">{wholeMs(path.ms)}</span>
              {path.msLimit === null ? " ms" : ` of ${wholeMs(path.msLimit)}`}
            </>
          )}
        </span>
        <span
          className={`ml-auto text-right text-xs whitespace-nowrap ${over ? "font-medium text-bad" : "text-3"}`}
        >
          {text}
        </span>
      </Link>
    </Td>
  );
}

/** What the controls in use bring for their cost. */
export function ReturnCell({ href, posture: { shown }, currency }: CellsProps) {
  const summary = shown?.summary;
  if (!summary || summary.scenarios === 0 || summary.returnRatio === null)
    return <Unknown label="Return">{summary?.costPerYear === 0 ? "no cost" : "unknown"}</Unknown>;
  const { returnRatio, costPerYear } = summary;
  return (
    <Td numeric label="Return" className={returnRatio < 0 ? "text-bad" : undefined}>
      <Link
        href={`${href}/roi`}
        prefetch={false}
        title={`${formatMoney(costPerYear, currency)} a year for controls in use`}
        className="inline-flex min-h-6 min-w-6 items-center justify-end hover:underline"
      >
        {formatPercent(returnRatio)}
      </Link>
    </Td>
  );
}

/** Requests that wait for a second person. */
export function WaitingCell({ posture: { waiting } }: Pick<CellsProps, "posture">) {
  return (
    <Td numeric quiet={waiting === 0} label="Waiting" className={waiting === 0 ? "max-sm:hidden" : undefined}>
      {waiting === 0 ? (
        0
      ) : (
        <Link
          href="/approvals"
          prefetch={false}
          className="inline-flex min-h-6 min-w-6 items-center justify-end font-medium hover:underline"
        >
          {waiting}
        </Link>
      )}
    </Td>
  );
}

interface PhaseBarsProps {
  readonly href: string;
  readonly progress: Progress;
  /** Where there is room, each bar begins with the number of its phase. */
  readonly numbered?: boolean;
}

/** Four bars in a row, each leading to its checklist. */
export function PhaseBars({ href, progress, numbered = true }: PhaseBarsProps) {
  return (
    <span className="grid min-w-52 flex-1 grid-cols-4 gap-1.5">
      {PHASES.map((phase, index) => {
        const { byState, total } = progress.byPhase[phase];
        const counted = total - byState["not-applicable"];
        const words = `${PHASE_WORD[phase]}: ${coverageInWords(byState)}`;
        return (
          <Link
            key={phase}
            href={`${href}/checklists/${phase}`}
            prefetch={false}
            title={words}
            aria-label={words}
            className="block rounded-xs py-1"
          >
            <span aria-hidden className="flex justify-between text-2xs text-3">
              <span className={numbered ? undefined : "sm:max-[1720px]:hidden"}>{index + 1}</span>
              <span>{counted === 0 ? "–" : `${byState.proven}/${counted}`}</span>
            </span>
            <CoverageBar counts={byState} />
          </Link>
        );
      })}
    </span>
  );
}

interface UnknownProps {
  readonly label: string;
  readonly start?: boolean;
  readonly children: ReactNode;
}

function Unknown({ label, start = false, children }: UnknownProps) {
  return (
    <Td numeric={!start} quiet label={label}>
      {children}
    </Td>
  );
}
