import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { creditParts } from "@/lib/domain/checklists/credit-parts";
import { tallyOf } from "@/lib/domain/checklists/progress";
import type { ItemRow } from "@/lib/features/checklists/present";

/** The mean credit, and the sum that it comes from. */
export function CreditExplained({ rows }: { readonly rows: readonly ItemRow[] }) {
  const { creditMean } = tallyOf(rows);
  if (creditMean === null) return null;
  const parts = creditParts(rows);
  const earned = parts.reduce((sum, part) => sum + part.earned, 0);
  const most = parts.reduce((sum, part) => sum + part.most, 0);
  return (
    <section id="credit" className="mt-8 scroll-mt-28">
      <SectionHeader title="Credit of the checklists" />
      <p className="text-2">
        <span className="mr-1.5 text-2xl font-semibold tracking-figure text-text">
          {Math.round(creditMean * 100)}
        </span>
        of 100. An item with valid proof earns 1, one that a named person confirmed without proof earns one
        half, everything else nothing. Must-items count three times; what does not apply is left out.
      </p>
      <DataTable label="How the credit adds up" rowHeight="dense" className="mt-2">
        <thead>
          <tr>
            <Th>Items</Th>
            <Th numeric>Proven × 1</Th>
            <Th numeric>Claimed × ½</Th>
            <Th numeric>Count</Th>
            <Th numeric>Earned</Th>
            <Th numeric>Of</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={String(part.must)}>
              <TdName>
                {part.must ? "Must" : "Others"} <span className="font-normal text-3">× {part.weight}</span>
              </TdName>
              <Td numeric quiet={part.proven === 0}>
                {part.proven}
              </Td>
              <Td numeric quiet={part.claimed === 0}>
                {part.claimed}
              </Td>
              <Td numeric>{part.counted}</Td>
              <Td numeric quiet={part.earned === 0}>
                {part.earned}
              </Td>
              <Td numeric>{part.most}</Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <TdName>Together</TdName>
            <Td colSpan={3} />
            <Td numeric>{earned}</Td>
            <Td numeric>{most}</Td>
          </tr>
        </tfoot>
      </DataTable>
    </section>
  );
}
