import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { TextLink } from "@/components/ui/text-link";
import { FUNCTION_WORD } from "@/lib/domain/threats/words";
import type { StrengthGroup, StrengthLine } from "@/lib/features/catalogue/present";
import { StrengthMark } from "./strength-mark";
import { sentence } from "./words";

interface StrengthTableProps {
  readonly label: string;
  /** What the rows are: Mechanism or Threat. */
  readonly what: string;
  readonly groups: readonly StrengthGroup[];
  /** Where a row can be changed; undefined where this person can't. */
  readonly changeHref?: ((row: StrengthLine) => string) | undefined;
}

/** Every strength with its basis, grouped by what the mechanism does. */
export function StrengthTable({ label, what, groups, changeHref }: StrengthTableProps) {
  return (
    <DataTable label={label} phone="blocks">
      <thead>
        <tr>
          <Th>{what}</Th>
          <Th>Strength</Th>
          <Th>Basis</Th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.function}>
          <tr>
            <th scope="rowgroup" colSpan={3} className="h-7 bg-surface-2 text-xs text-3">
              {FUNCTION_WORD[group.function]}
            </th>
          </tr>
          {group.rows.map((row) => (
            <StrengthRow key={row.to.href} row={row} href={changeHref?.(row)} />
          ))}
        </tbody>
      ))}
    </DataTable>
  );
}

function StrengthRow({ row, href }: { readonly row: StrengthLine; readonly href: string | undefined }) {
  const { to, strength, condition, stronger, basis } = row;
  return (
    <tr>
      <TdName href={to.href}>{to.name}</TdName>
      <Td label="Strength">
        <StrengthMark strength={strength} />
      </Td>
      <Td>
        <span className="grid max-w-[88ch] gap-0.5 text-xs text-2">
          <span>{sentence(basis)}</span>
          {condition && (
            <span>
              <span className="font-medium text-text">Only if</span> {condition}.
            </span>
          )}
          {stronger && (
            <span>
              <StrengthMark strength={stronger.strength} /> <span className="font-medium text-text">if</span>{" "}
              {stronger.condition}. {sentence(stronger.basis)}
            </span>
          )}
          {href && (
            <TextLink href={href} prefetch={false} className="inline-flex min-h-6 items-center">
              Change
            </TextLink>
          )}
        </span>
      </Td>
    </tr>
  );
}
