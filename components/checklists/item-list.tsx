"use client";

import dynamic from "next/dynamic";
import { Fragment } from "react";
import { ListGroupHead } from "@/components/ui/list-row";
import { PhaseMark } from "@/components/ui/phase-mark";
import type { ItemId } from "@/lib/domain/kernel/ids";
import { ItemRow, type RowActs } from "./item-row";
import { expectedRow, type GroupView, type RowView } from "./list-view";
import type { useEdits } from "./use-edits";

const TroubleNotice = dynamic(() => import("./trouble-notice").then((module) => module.TroubleNotice), {
  loading: () => null,
});

interface ItemListProps {
  readonly groups: readonly GroupView[];
  /** Several phases: each group says which is its own. */
  readonly manyPhases: boolean;
  readonly opened: string | null;
  readonly isSelected: (id: ItemId) => boolean;
  readonly hrefOf: (number: string) => string;
  readonly acts: RowActs | null;
  readonly edits: ReturnType<typeof useEdits>;
}

/** Groups with their rows. */
export function ItemList({ groups, manyPhases, ...rest }: ItemListProps) {
  return groups.map(({ key, phase, name, remark, rows }) => (
    <Fragment key={key}>
      <ListGroupHead
        title={
          manyPhases ? (
            <span className="flex items-center gap-2">
              <PhaseMark phase={phase} />
              {name}
            </span>
          ) : (
            name
          )
        }
        remark={remark}
      />
      <ul aria-label={name} className="checklist-rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} {...rest} />
        ))}
      </ul>
    </Fragment>
  ));
}

function Row({
  row,
  opened,
  isSelected,
  hrefOf,
  acts,
  edits,
}: Omit<ItemListProps, "groups" | "manyPhases"> & { readonly row: RowView }) {
  const patch = edits.patches.get(row.id);
  const { trouble } = edits;
  return (
    <>
      <ItemRow
        row={patch ? expectedRow(row, patch) : row}
        href={hrefOf(row.number)}
        current={opened === row.number}
        selected={isSelected(row.id)}
        acts={acts}
      />
      {trouble?.target.id === row.id && opened !== row.number && (
        <li className="border-b border-subtle py-2 pr-5 pl-page-x max-sm:px-page-x">
          <TroubleNotice trouble={trouble} onDismiss={edits.dismiss} onRetry={edits.edit} />
        </li>
      )}
    </>
  );
}
