import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatMoney } from "@/components/ui/format-number";
import type { LossLine } from "@/lib/features/catalogue/present";
import { Basis } from "./basis";

interface QuantityTableProps {
  readonly label: string;
  readonly lines: readonly LossLine[];
}

/** Ranges with their mean and their basis. */
export function QuantityTable({ label, lines }: QuantityTableProps) {
  return (
    <DataTable label={label} phone="blocks">
      <thead>
        <tr>
          <Th>What</Th>
          <Th numeric>5 in 100 below</Th>
          <Th numeric>Middle</Th>
          <Th numeric>Mean</Th>
          <Th numeric>5 in 100 above</Th>
          <Th>Basis</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ what, unit, quantity, mean, basis }) => {
          const words = (value: number) => (unit === "money" ? formatMoney(value, "USD") : rate(value));
          return (
            <tr key={what}>
              <TdName>{what}</TdName>
              <Td numeric label="5 in 100 below">
                {words(quantity.p5)}
              </Td>
              <Td numeric label="Middle">
                {words(quantity.p50)}
              </Td>
              <Td numeric label="Mean">
                {words(mean)}
              </Td>
              <Td numeric label="5 in 100 above">
                {words(quantity.p95)}
              </Td>
              <Td>
                <Basis>{basis}</Basis>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

const rate = (perYear: number) => String(Number(perYear.toPrecision(2)));
