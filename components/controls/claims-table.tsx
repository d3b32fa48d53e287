import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-mark";
import { dayText } from "@/lib/features/checklists/present";
import type { ClaimRow } from "@/lib/features/controls/present";

type ClaimsTableProps = { readonly claims: readonly ClaimRow[]; readonly mayEdit: boolean };

/** Protection that is stated on elements by their properties; changed where the element is. */
export function ClaimsTable({ claims, mayEdit }: ClaimsTableProps) {
  if (claims.length === 0) return null;
  return (
    <section aria-labelledby="stated" className="mt-10">
      <SectionHeader
        id="stated"
        title={
          <>
            Stated on elements <span className="font-normal text-3">{claims.length}</span>
          </>
        }
      />
      <p className="mb-2 max-w-[96ch] text-2">
        Somebody stated these as properties of an element. They count as dated claims, half of what proof
        would; they are changed at the element.
      </p>
      <DataTable label="Stated on elements" phone="blocks">
        <thead>
          <tr>
            <Th>Element</Th>
            <Th>Stated</Th>
            <Th>Claims</Th>
            <Th>State today</Th>
            <Th>By</Th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <tr key={claim.key}>
              <TdName href={mayEdit ? claim.elementHref : undefined}>{claim.element}</TdName>
              <Td label="Stated">{claim.words}</Td>
              <Td label="Claims">{claim.mechanism}</Td>
              <Td label="State today">
                <StateLabel state={claim.holds ? "claimed" : "gap"}>{stateWords(claim)}</StateLabel>
              </Td>
              <Td label="By">
                {claim.by}, <span className="whitespace-nowrap">{dayText(claim.on)}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function stateWords({ holds, expiresOn }: ClaimRow): string {
  if (!holds) return expiresOn ? `Lapsed ${dayText(expiresOn)}` : "Not yet";
  return expiresOn ? `Claimed until ${dayText(expiresOn)}` : "Claimed";
}
