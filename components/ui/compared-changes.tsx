import type { FieldChange } from "@/lib/domain/kernel/field-change";
import { DataTable, Td, TdName, Th } from "./data-table";

interface ComparedChangesProps {
  readonly label: string;
  /** Heads of the two columns. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly FieldChange[];
}

/** Two states of one thing, field by field, in words. */
export function ComparedChanges({ label, before, after, changes }: ComparedChangesProps) {
  return (
    <DataTable label={label} phone="blocks" rowHeight="dense">
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>{before}</Th>
          <Th>{after}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <TdName>{change.field}</TdName>
            <Td label={before} quiet={change.before === null}>
              {change.before ?? "not known"}
            </Td>
            <Td label={after} quiet={change.after === null}>
              {change.after ?? "not known"}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
