"use client";

import { useWhatIf } from "@/components/posture/what-if";
import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { withParam } from "@/lib/domain/kernel/query-of";
import type { ScenarioView } from "@/lib/domain/posture/posture-view";
import type { ThreatLoss } from "@/lib/features/roi/present";
import { Amount } from "./amount";

interface ThreatsTableProps {
  readonly threats: readonly ThreatLoss[];
  readonly csvHref: string;
  readonly mayEdit: boolean;
}

/** Each threat in money: how often, how much, whose numbers, and what the controls leave. */
export function ThreatsTable({ threats, csvHref, mayEdit }: ThreatsTableProps) {
  const { view, currency } = useWhatIf();
  const losses = new Map(threats.map((one) => [one.threat, one]));
  const shown = view.scenarios.toSorted(
    (a, b) => (b.money?.residualPerYear ?? -1) - (a.money?.residualPerYear ?? -1),
  );
  const borrowed = threats.filter(({ source }) => source === "catalogue").length;
  return (
    <div className="min-w-0">
      <SectionHeader
        id="threats"
        title="Threats in money"
        aside={
          <>
            expected loss a year
            <a href={csvHref} download className="link no-print">
              CSV
            </a>
          </>
        }
      />
      <DataTable label="Threats in money" rowHeight="tall" phone="blocks">
        <thead>
          <tr>
            <Th>Threat</Th>
            <Th numeric>Events a year</Th>
            <Th numeric>Loss of one event</Th>
            <Th numeric>Without controls</Th>
            <Th numeric>Left of the rate</Th>
            <Th numeric>Loss cut by detection</Th>
            <Th numeric>Expected loss</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((scenario) => {
            const loss = losses.get(scenario.threat.id);
            return loss ? (
              <ThreatRow key={loss.threat} scenario={scenario} loss={loss} mayEdit={mayEdit} />
            ) : null;
          })}
        </tbody>
      </DataTable>
      {borrowed > 0 && (
        <p className="mt-2 text-xs text-3">
          {borrowed} of {threats.length} {threats.length === 1 ? "threat has" : "threats have"} starting
          values of the catalogue: assumptions for your team to replace.
          {currency !== "USD" &&
            ` The catalogue’s amounts are in US dollars; they count as ${currency} as they are, without conversion.`}
        </p>
      )}
    </div>
  );
}

interface ThreatRowProps {
  readonly scenario: ScenarioView;
  readonly loss: ThreatLoss;
  readonly mayEdit: boolean;
}

function ThreatRow({ scenario, loss, mayEdit }: ThreatRowProps) {
  const { slug, currency, hrefTo } = useWhatIf();
  const { threat, money, residual, lossReduction } = scenario;
  const amount = (value: number) => formatMoney(value, currency);
  return (
    <tr>
      <TdName
        href={withParam(hrefTo(`/systems/${slug}/threats`), "threat", threat.id)}
        detail={<Source loss={loss} name={threat.name} mayEdit={mayEdit} />}
      >
        {threat.name}
      </TdName>
      <Td numeric label="Events a year" title="Mean, and nine of ten">
        {rateText(loss.ratePerYearMean)}
        <Range low={rateText(loss.ratePerYear.p5)} high={rateText(loss.ratePerYear.p95)} />
      </Td>
      <Td numeric label="Loss of one event" title="Mean, and nine of ten">
        <Amount amount={loss.lossAmountMean} currency={currency} />
        <Range low={amount(loss.lossAmount.p5)} high={amount(loss.lossAmount.p95)} />
        {loss.secondary && (
          <span className="block text-xs text-3">
            {formatPercent(loss.secondary.probability)} draw {amount(loss.secondary.lossAmountMean)} more
          </span>
        )}
      </Td>
      <Td numeric label="Without controls" quiet={!money}>
        {money ? <Amount amount={money.inherentPerYear} currency={currency} /> : "not applicable"}
      </Td>
      <Td numeric label="Left of the rate" quiet={residual === null}>
        {residual === null ? "–" : formatPercent(residual)}
      </Td>
      <Td numeric label="Loss cut by detection" quiet={lossReduction === 0}>
        {formatPercent(lossReduction)}
      </Td>
      <Td numeric label="Expected loss" quiet={!money} className="font-semibold">
        {money ? <Amount amount={money.residualPerYear} currency={currency} /> : "–"}
      </Td>
    </tr>
  );
}

function Range({ low, high }: { readonly low: string; readonly high: string }) {
  return (
    <span className="block text-xs text-3">
      {low} to {high}
    </span>
  );
}

/** Whose numbers these are, why, and the way to change them. */
function Source({
  loss,
  name,
  mayEdit,
}: {
  readonly loss: ThreatLoss;
  readonly name: string;
  readonly mayEdit: boolean;
}) {
  const { slug, currency } = useWhatIf();
  const isOwn = loss.source === "own";
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Chip title={loss.basis} tone={isOwn ? "solid" : "outline"}>
        {isOwn ? "Own" : currency === "USD" ? "Starting value" : "Starting value, USD"}
      </Chip>
      <TextLink
        href={`/systems/${slug}/roi/scenarios/${loss.threat}`}
        prefetch={false}
        className="no-print inline-flex min-h-6 items-center text-xs"
      >
        {mayEdit ? (isOwn ? "Change" : "Give own") : "Why"}
        <span className="sr-only">: numbers of {name}</span>
      </TextLink>
    </span>
  );
}

const rateText = (rate: number): string => String(Number(rate.toPrecision(2)));
