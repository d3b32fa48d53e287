import { ShieldCheck } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { PoliciesView, PolicyRow } from "@/lib/features/policies/present";

/** How requests are decided: what the product says, and what the organisation says instead. */
export function PoliciesPage({ view }: { readonly view: PoliciesView }) {
  return (
    <>
      <p className="mb-4 max-w-[90ch] text-2">
        Whatever is critical waits for a second person. A policy says who that is, for one kind of action or
        for all, everywhere or on one system; the most particular one rules. No policy lets anybody sign what
        they asked for themselves. A change counts for open requests too, wherever it asks for more.
      </p>
      <SectionHeader
        title="Policies"
        aside={
          view.mayManage && (
            <ButtonLink href="/settings/approvals/new" size="sm">
              Add a policy
            </ButtonLink>
          )
        }
      />
      <DataTable label="How requests are decided" phone="blocks" rowHeight="tall" bleed>
        <thead>
          <tr>
            <Th>What it is about</Th>
            <Th>Where</Th>
            <Th>How it is decided</Th>
            <Th>Can it be satisfied?</Th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={`${row.about} ${row.where}`} row={row} />
          ))}
        </tbody>
      </DataTable>
    </>
  );
}

function Row({ row }: { readonly row: PolicyRow }) {
  return (
    <tr>
      <TdName detail={row.detail}>
        {row.href ? <TextLink href={row.href}>{row.about}</TextLink> : row.about}
      </TdName>
      <Td label="Where">{row.where}</Td>
      <Td label="How" className="max-w-[60ch] whitespace-normal! text-2 [&>.data-table-value]:text-left">
        {row.words}
      </Td>
      <Td label="Satisfiable" className="whitespace-normal!">
        {row.stranded.length === 0 ? (
          <span className="inline-flex items-center gap-1.5 text-2">
            <ShieldCheck aria-hidden className="size-3.5" /> For everybody
          </span>
        ) : (
          <ul className="grid gap-0.5 text-warn">
            {row.stranded.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </Td>
    </tr>
  );
}
