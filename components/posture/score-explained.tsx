import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TextLink } from "@/components/ui/text-link";
import type { PostureSummary } from "@/lib/domain/posture/posture-summary";
import type { ScoreWeights } from "@/lib/domain/posture/score";
import type { ScenarioPart } from "@/lib/domain/posture/score-parts";
import { whyNotScored } from "@/lib/features/posture/present";
import { exactMoney } from "./exact-money";

interface ScoreExplainedProps {
  readonly slug: string;
  readonly summary: PostureSummary;
  readonly weights: ScoreWeights;
}

const points = (value: number) => value.toFixed(1);

/** The score as the sum that it is; what is unknown counts nothing, and above half unknown there is none. */
export function ScoreExplained({ slug, summary, weights }: ScoreExplainedProps) {
  const { score, itemCredit, riskCredit } = summary;
  const parts = [
    {
      name: "Checklists",
      detail: "Mean credit of the items, must-items three times",
      href: "#credit",
      weight: weights.items,
      credit: itemCredit,
    },
    {
      name: "Threats",
      detail: "Mean of what controls take away, by the money at stake",
      href: `/systems/${slug}/threats`,
      weight: weights.risk,
      credit: riskCredit,
    },
  ];
  return (
    <section id="score" aria-labelledby="score-title" className="mt-8 scroll-mt-28">
      <SectionHeader id="score-title" title="Score" aside="Formula, version 1" />
      <p className="text-2">
        {score.scored && (
          <>
            <span className="mr-1.5 text-2xl font-semibold tracking-figure text-text">
              {Math.round(score.score)}
            </span>
            of 100.{" "}
          </>
        )}
        {Math.round(weights.items * 100)} points are for checklists, {Math.round(weights.risk * 100)} for
        threats. Credit is for proof: what is unknown counts 0.
      </p>
      {!score.scored && (
        <Notice
          className="mt-2"
          title={`Not scored. ${whyNotScored(score)}.`}
          actions={
            <TextLink
              href={
                score.reason === "no-scenarios"
                  ? `/systems/${slug}/architecture`
                  : `/systems/${slug}/checklists/all?state=unknown`
              }
            >
              {score.reason === "no-scenarios" ? "Describe the architecture" : "Answer them"}
            </TextLink>
          }
        >
          {score.reason === "mostly-unknown" &&
            "Silence is not safety: with more than half unknown there is no score."}
        </Notice>
      )}
      <DataTable label="How the score adds up" rowHeight="tall" className="mt-2">
        <thead>
          <tr>
            <Th>Part</Th>
            <Th numeric>Credit</Th>
            <Th numeric>Of</Th>
            <Th numeric>Points</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, detail, href, weight, credit }) => (
            <tr key={name}>
              <TdName href={href} detail={detail}>
                {name}
              </TdName>
              <Td numeric quiet={credit === null} title={credit === null ? undefined : String(credit)}>
                {credit === null ? "unknown" : formatPercent(credit)}
              </Td>
              <Td numeric>{Math.round(weight * 100)}</Td>
              <Td numeric quiet={credit === null}>
                {credit === null ? "–" : points(100 * weight * credit)}
              </Td>
            </tr>
          ))}
        </tbody>
        {score.scored && (
          <tfoot>
            <tr>
              <TdName>Together</TdName>
              <Td />
              <Td numeric>100</Td>
              <Td numeric className="font-semibold text-text">
                {points(score.score)}
              </Td>
            </tr>
          </tfoot>
        )}
      </DataTable>
    </section>
  );
}

const SHOWN = 8;

interface TopRisksProps {
  readonly slug: string;
  readonly scenarios: readonly ScenarioPart[];
  readonly currency: string;
  readonly riskWeight: number;
}

/** The threats with the most money left at risk, and what each brings to the score. */
export function TopRisks({ slug, scenarios, currency, riskWeight }: TopRisksProps) {
  const shown = scenarios.slice(0, SHOWN);
  const rest = scenarios.slice(SHOWN);
  return (
    <section className="min-w-0">
      <SectionHeader
        title="Residual risks"
        aside={<TextLink href={`/systems/${slug}/threats`}>All {scenarios.length}</TextLink>}
      />
      {shown.length === 0 ? (
        <p className="text-3">
          No threat is derived yet.{" "}
          <TextLink href={`/systems/${slug}/architecture`}>Describe the architecture</TextLink>, and the rules
          of the catalogue find what applies.
        </p>
      ) : (
        <DataTable label="Residual risks" phone="blocks">
          <thead>
            <tr>
              <Th>Threat</Th>
              <Th>Level</Th>
              <Th numeric>Left a year</Th>
              <Th numeric>Without controls</Th>
              <Th numeric>Rate left</Th>
              <Th numeric>Points</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <RiskRow key={one.threat} slug={slug} part={one} currency={currency} riskWeight={riskWeight} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <TdName>{rest.length > 0 ? `Together, with ${rest.length} more` : "Together"}</TdName>
              <Td className="max-sm:hidden" />
              <Sum scenarios={scenarios} of="residualPerYear" currency={currency} label="Left a year" />
              <Sum scenarios={scenarios} of="inherentPerYear" currency={currency} label="Without controls" />
              <Td className="max-sm:hidden" />
              <Td numeric label="Points">
                {points(scenarios.reduce((sum, one) => sum + one.points, 0))} of {100 * riskWeight}
              </Td>
            </tr>
          </tfoot>
        </DataTable>
      )}
    </section>
  );
}

interface RiskRowProps extends Pick<TopRisksProps, "slug" | "currency" | "riskWeight"> {
  readonly part: ScenarioPart;
}

function RiskRow({ slug, part, currency, riskWeight }: RiskRowProps) {
  const { threat, name, level, residual, residualPerYear, inherentPerYear, weight, gaps, findings } = part;
  return (
    <tr>
      <TdName
        href={`/systems/${slug}/threats?threat=${threat}`}
        detail={`${gaps} of ${findings} findings open`}
      >
        {name}
      </TdName>
      <Td label="Level">
        <SeverityMark severity={level} />
      </Td>
      <Td numeric label="Left a year" className="font-medium" title={exactMoney(residualPerYear, currency)}>
        {formatMoney(residualPerYear, currency)}
      </Td>
      <Td
        numeric
        label="Without controls"
        className="max-sm:hidden"
        title={exactMoney(inherentPerYear, currency)}
      >
        {formatMoney(inherentPerYear, currency)}
      </Td>
      <Td
        numeric
        label="Rate left"
        title="Share of its events a year that is left, 2 % at the least; detection and response take from the loss instead"
      >
        {formatPercent(residual)}
      </Td>
      <Td
        numeric
        label="Points"
        className="max-sm:hidden"
        title={`${formatPercent(weight)} of the money at stake`}
      >
        {points(part.points)} <span className="text-3">of {points(100 * riskWeight * weight)}</span>
      </Td>
    </tr>
  );
}

interface SumProps {
  readonly scenarios: readonly ScenarioPart[];
  readonly of: "residualPerYear" | "inherentPerYear";
  readonly currency: string;
  readonly label: string;
}

function Sum({ scenarios, of, currency, label }: SumProps) {
  const sum = scenarios.reduce((total, one) => total + one[of], 0);
  return (
    <Td numeric label={label} title={exactMoney(sum, currency)}>
      {formatMoney(sum, currency)}
    </Td>
  );
}
