import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import type { ImportLine, ShownPreview } from "@/lib/domain/architecture/import-preview";
import { ImportChanges } from "./import-changes";
import { ImportCritical } from "./import-critical";
import { ELEMENT_WORD } from "./words";

type ImportPreviewProps = { readonly preview: ShownPreview; readonly fileName: string };

/** What a file would do, line by line; what stays although the file says something else; what is not taken. */
export function ImportPreview({ preview, fileName }: ImportPreviewProps) {
  const { counts, lines, leftOut, gone, notes, more, format } = preview;
  const made = lines.filter(({ outcome }) => outcome === "made");
  const others = lines.filter(({ outcome }) => outcome !== "made");
  return (
    <div className="grid gap-6">
      <Notice
        tone={counts.made + counts.changed > 0 ? "info" : "plain"}
        role="status"
        title={`${fileName}, ${format}.`}
      >
        {sumOf(preview)}
      </Notice>
      <ImportCritical critical={preview.critical} more={more.critical} />
      <Lines id="made" title="New" lines={made} />
      <Lines id="others" title="Already here" lines={others} />
      <More count={more.lines} what="more elements that would be made or changed" />
      <Aside
        id="left-out"
        title="Left out"
        rows={leftOut.map(({ kind, name, line, reason }) => ({
          line,
          where: `${ELEMENT_WORD[kind]} ${name}`,
          message: reason,
        }))}
        more={more.leftOut}
      />
      <Aside
        id="notes"
        title="Not understood, or to be checked"
        rows={notes.map(({ line, path, message }) => ({ line, where: path, message }))}
        more={more.notes}
      />
      {gone.length > 0 && (
        <section aria-labelledby="gone">
          <SectionHeader id="gone" title="No longer in the file" />
          <p className="max-w-[96ch] text-2">
            {gone.join(", ")}
            {more.gone > 0 && ` and ${more.gone} more`}. They stay; take them out on the architecture page if
            they are gone.
          </p>
        </section>
      )}
    </div>
  );
}

function sumOf({ counts, critical }: ShownPreview): string {
  const { made, changed, unchanged, kept } = counts;
  const asks = critical.some(({ request }) => request.state === "asked");
  const parts = [
    made > 0 && `${made} new`,
    changed > 0 && `${changed} changed`,
    unchanged > 0 && `${unchanged} the same as here`,
  ].filter(Boolean);
  const stays =
    kept > 0 ? ` In ${kept} of them something stays as it is here, although the file says otherwise.` : "";
  const nothing =
    made + changed === 0 && !asks ? " Importing it changes nothing." : " Nothing is imported yet.";
  return `${parts.join(", ") || "Nothing in it can be taken"}.${stays}${nothing}`;
}

type LinesProps = { readonly id: string; readonly title: string; readonly lines: readonly ImportLine[] };

function Lines({ id, title, lines }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Heading id={id} title={title} count={lines.length} />
      <DataTable label={title} rowHeight="dense" phone="blocks">
        <thead>
          <tr>
            <Th className="w-[30%]">Element</Th>
            <Th>What is written</Th>
            <Th numeric>Line</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.readable ?? ""} ${line.name} ${line.line}`}>
              <TdName detail={[ELEMENT_WORD[line.kind], line.readable].filter(Boolean).join(" ")}>
                {line.name}
              </TdName>
              <Td label="What is written">
                <ImportChanges changes={line.changes} kept={line.kept} isNew={line.outcome === "made"} />
              </Td>
              <Td numeric quiet={line.line === null} label="Line">
                {line.line ?? "–"}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function Heading({
  id,
  title,
  count,
}: {
  readonly id: string;
  readonly title: string;
  readonly count: number;
}) {
  return (
    <SectionHeader
      id={id}
      title={
        <>
          {title} <span className="font-normal text-3">{count}</span>
        </>
      }
    />
  );
}

type AsideProps = {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly {
    readonly line: number | null;
    readonly where: string;
    readonly message: string;
  }[];
  readonly more: number;
};

function Aside({ id, title, rows, more }: AsideProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Heading id={id} title={title} count={rows.length + more} />
      <DataTable label={title} rowHeight="dense" phone="blocks">
        <thead>
          <tr>
            <Th>Where</Th>
            <Th>What</Th>
            <Th numeric>Line</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, where, message }) => (
            <tr key={`${line} ${where} ${message}`}>
              <Td label="Where" className="max-w-[40ch] wrap-anywhere text-2">
                {where}
              </Td>
              <Td label="What">{message}</Td>
              <Td numeric quiet={line === null} label="Line">
                {line ?? "–"}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <More count={more} what="more of these" />
    </section>
  );
}

function More({ count, what }: { readonly count: number; readonly what: string }) {
  return count > 0 ? (
    <p className="mt-2 text-xs text-3">
      There are {count} {what}.
    </p>
  ) : null;
}
