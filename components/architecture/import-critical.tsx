import { Checkbox } from "@/components/ui/checkbox";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { CriticalLine } from "@/lib/domain/architecture/import-preview";
import { ImportChanges } from "./import-changes";
import { ELEMENT_WORD } from "./words";

type ImportCriticalProps = { readonly critical: readonly CriticalLine[]; readonly more: number };

/** What the file wants and one person alone may not do: each is asked for by itself, waits already, or was rejected. */
export function ImportCritical({ critical, more }: ImportCriticalProps) {
  if (critical.length === 0) return null;
  return (
    <section aria-labelledby="critical">
      <SectionHeader
        id="critical"
        title={
          <>
            Needs a second person <span className="font-normal text-3">{critical.length + more}</span>
          </>
        }
      />
      <p className="mb-2 max-w-[96ch] text-2">
        None of this is imported. Each becomes a request of its own, and changes nothing until somebody else
        approves it.
      </p>
      <DataTable label="Needs a second person" rowHeight="dense" phone="blocks">
        <thead>
          <tr>
            <Th className="w-[30%]">Element</Th>
            <Th>What would change</Th>
            <Th>What becomes of it</Th>
            <Th numeric>Line</Th>
          </tr>
        </thead>
        <tbody>
          {critical.map((line) => (
            <tr key={line.id}>
              <TdName detail={[ELEMENT_WORD[line.kind], line.readable].filter(Boolean).join(" ")}>
                {line.name}
              </TdName>
              <Td label="What would change">
                <ImportChanges changes={line.changes} kept={[]} isNew={false} />
                <span className="block text-xs text-2">{line.reason}</span>
              </Td>
              <Td label="What becomes of it">
                <Becomes line={line} />
              </Td>
              <Td numeric quiet={line.line === null} label="Line">
                {line.line ?? "–"}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {more > 0 && <p className="mt-2 text-xs text-3">There are {more} more of these.</p>}
    </section>
  );
}

function Becomes({ line: { id, name, request } }: { readonly line: CriticalLine }) {
  if (request.state === "asked") return <>Is asked for</>;
  const link = (
    <TextLink href={`/approvals/${request.number}`}>{formatRequestNumber(request.number)}</TextLink>
  );
  if (request.state === "open") return <>Waits already in {link}</>;
  return (
    <span className="grid justify-items-start gap-1">
      <span>Kept: rejected in {link}</span>
      <Checkbox
        name="again[]"
        value={id}
        label={
          <>
            Ask again<span className="sr-only"> for {name}</span>
          </>
        }
      />
    </span>
  );
}
