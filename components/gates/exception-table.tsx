import { Chip } from "@/components/ui/chip";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { TextLink } from "@/components/ui/text-link";
import { EXCEPTION_KIND_WORDS, formatExceptionNumber } from "@/lib/domain/exceptions/exception";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { daysBetween } from "@/lib/domain/kernel/utc-date";
import type { ExceptionLine } from "@/lib/features/gates/present";

type ExceptionTableProps = { readonly lines: readonly ExceptionLine[]; readonly today: UtcDate };

/** All exceptions that the system ever had: standing, lapsed and ended. */
export function ExceptionTable({ lines, today }: ExceptionTableProps) {
  if (lines.length === 0) return <p className="text-2">Nothing was ever left open on purpose.</p>;
  return (
    <DataTable label="Exceptions" phone="blocks" rowHeight="dense">
      <thead>
        <tr>
          <Th>Number</Th>
          <Th>What is left open</Th>
          <Th>Standing</Th>
          <Th>Answers for it</Th>
          <Th>Signed in</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.exception.id} line={line} today={today} />
        ))}
      </tbody>
    </DataTable>
  );
}

function Line({ line, today }: { readonly line: ExceptionLine; readonly today: UtcDate }) {
  const { exception, standing, about, href } = line;
  const { number, kind, reason, owner, expiresOn, requestNumber } = exception;
  const words = {
    standing: `Until ${expiresOn}, ${daysBetween(today, expiresOn)} d left`,
    lapsed: `Lapsed ${expiresOn}`,
    ended: "Ended early",
  }[standing];
  return (
    <tr>
      <TdName>
        <span className="mono">{formatExceptionNumber(number)}</span>
      </TdName>
      <Td label="What is left open">
        {href ? <TextLink href={href}>{about}</TextLink> : about}
        <span className="block text-xs break-words text-3">
          {EXCEPTION_KIND_WORDS[kind]}: {reason}
        </span>
      </Td>
      <Td label="Standing">
        <Chip tone={standing === "standing" ? "warn" : "outline"}>{words}</Chip>
      </Td>
      <Td label="Answers for it">{owner.name}</Td>
      <Td label="Signed in">
        {requestNumber === null ? (
          "Bootstrap"
        ) : (
          <TextLink href={`/approvals/${requestNumber}`}>AR-{requestNumber}</TextLink>
        )}
      </Td>
    </tr>
  );
}
