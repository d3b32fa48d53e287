import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatPercent } from "@/components/ui/format-number";
import { SectionHeader } from "@/components/ui/page-header";
import { STANDING_WORD } from "@/lib/domain/controls/vocabulary";
import type { ControlLine } from "@/lib/features/roi/present";
import { Amount } from "./amount";

interface ControlsTableProps {
  readonly slug: string;
  readonly currency: string;
  readonly controls: readonly ControlLine[];
}

/** What each control costs, and what it alone removes from today's expected loss. */
export function ControlsTable({ slug, currency, controls }: ControlsTableProps) {
  const sorted = controls.toSorted((a, b) => b.removesPerYear - a.removesPerYear || a.number - b.number);
  return (
    <div className="min-w-0">
      <SectionHeader id="controls" title="Controls in money" aside="as it stands, each counted last" />
      <DataTable label="Controls in money" phone="blocks">
        <thead>
          <tr>
            <Th>Control</Th>
            <Th>Stands</Th>
            <Th numeric>Once</Th>
            <Th numeric>Running, a year</Th>
            <Th numeric>Cost a year</Th>
            <Th numeric>Removes a year</Th>
            <Th numeric>Own return</Th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => (
            <tr key={line.id}>
              <TdName
                href={`/systems/${slug}/controls#CT-${line.number}`}
                detail={`CT-${line.number}, ${line.mechanismName}${line.usesCatalogue ? `, cost: starting value${currency === "USD" ? "" : " in USD"}` : ""}`}
              >
                {line.name}
              </TdName>
              <Td label="Stands">{STANDING_WORD[line.standing]}</Td>
              <Td numeric label="Once" quiet={line.oneOffAmount === 0}>
                <Amount amount={line.oneOffAmount} currency={currency} />
              </Td>
              <Td numeric label="Running, a year" quiet={line.perYearAmount === 0}>
                <Amount amount={line.perYearAmount} currency={currency} />
              </Td>
              <Td numeric label="Cost a year">
                <Amount amount={line.costPerYear} currency={currency} />
              </Td>
              <Td numeric label="Removes a year" quiet={line.removesPerYear === 0}>
                <Amount amount={line.removesPerYear} currency={currency} />
              </Td>
              <Td numeric label="Own return" quiet={line.returnRatio === null}>
                {line.returnRatio === null ? "no cost" : formatPercent(line.returnRatio)}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="mt-2 text-xs text-3 text-pretty">
        Removes: the expected loss without this control minus the loss with it, everything else as it stands;
        for one that is not in place, what it would remove if it were in place and proven. What two controls
        remove together is counted for neither, so the lines do not add up. Cost a year spreads the one-off
        cost over 5 years at 8 %.
      </p>
    </div>
  );
}
