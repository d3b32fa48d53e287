import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { DataTable, Td, Th } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { type AuditRow, type AuditView, auditHref } from "@/lib/features/audit/present";
import { OutcomeMark } from "./outcome-mark";

/** The log, newest first. With an entry open beside it the columns that the panel repeats give way. */
export function AuditTable({ rows, search, open, asOf }: AuditView) {
  return (
    <DataTable label="Audit log" phone="blocks" rowHeight="tall" bleed>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>About</Th>
          {!open && <Th>System</Th>}
          <Th>Outcome</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            href={auditHref(search, { entry: row.id })}
            current={open?.id === row.id}
            narrow={open !== null}
            asOf={asOf}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

type RowProps = {
  readonly row: AuditRow;
  readonly href: string;
  readonly current: boolean;
  readonly narrow: boolean;
  readonly asOf: InstantMs;
};

function Row({ row, href, current, narrow, asOf }: RowProps) {
  return (
    <tr data-current={current || undefined} className="max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <Td className="whitespace-nowrap text-2 max-sm:order-5 max-sm:justify-end max-sm:text-xs">
        <RelativeTime instantMs={row.atMs} nowMs={asOf} />
      </Td>
      <Td className="max-sm:order-4">
        <Who row={row} />
      </Td>
      <Td className="max-sm:order-1">
        <span className="min-w-0">
          <Link
            href={href}
            scroll={false}
            prefetch={false}
            aria-current={current ? "true" : undefined}
            className="font-medium hover:underline hover:underline-offset-2"
          >
            {row.words}
          </Link>
          <code className="mono block text-xs whitespace-nowrap text-3">{row.action}</code>
        </span>
      </Td>
      <Td className="max-sm:order-3 max-sm:col-span-2">
        <span className="line-clamp-2 break-words text-2">{row.about}</span>
      </Td>
      {!narrow && (
        <Td className={row.system ? "min-w-28 max-sm:order-6 max-sm:col-span-2" : "max-sm:hidden"}>
          {row.system && (
            <Link
              href={`/systems/${row.system.slug}`}
              prefetch={false}
              className="hover:underline hover:underline-offset-2"
            >
              {row.system.name}
            </Link>
          )}
        </Td>
      )}
      <Td className="max-sm:order-2 max-sm:justify-end">
        <OutcomeMark outcome={row.outcome} />
      </Td>
    </tr>
  );
}

/** Who did it; where nobody was signed in, that. */
export function Who({ row }: { readonly row: Pick<AuditRow, "who" | "whoElse"> }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap">
      <Avatar name={row.who} decorative />
      <span className={row.who === null ? "truncate text-3" : "truncate"}>{row.who ?? row.whoElse}</span>
    </span>
  );
}
