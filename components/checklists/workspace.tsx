"use client";

import dynamic from "next/dynamic";
import { type MouseEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { SplitView } from "@/components/ui/panel";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { ItemList } from "./item-list";
import type { GroupView } from "./list-view";
import type { Surroundings } from "./surroundings";
import { useEdits } from "./use-edits";
import { useItemView } from "./use-item-view";
import { clickedItem, useOpened } from "./use-opened";
import { useQuestions } from "./use-questions";
import { useSelection } from "./use-selection";
import { useWorkspaceKeys } from "./use-workspace-keys";

// The list comes first; the rest comes when it is wanted. The panel is part of the page where the address names an item.
const ItemPanel = dynamic(() => import("./item-panel").then((module) => module.ItemPanel));
const loading = () => null;
const StatusMenu = dynamic(() => import("./status-menu").then((module) => module.StatusMenu), { loading });
const BulkBar = dynamic(() => import("./bulk-bar").then((module) => module.BulkBar), { loading });
const BulkResult = dynamic(() => import("./bulk-bar").then((module) => module.BulkResult), { loading });
const EditDialog = dynamic(() => import("./edit-dialog").then((module) => module.EditDialog), { loading });

interface WorkspaceProps {
  readonly surroundings: Surroundings;
  readonly groups: readonly GroupView[];
  readonly manyPhases: boolean;
  readonly singleKeys: boolean;
  /** The item that the page was asked for. */
  readonly item: ItemView | null;
  /** What stands above the list. */
  readonly head: ReactNode;
  /** What stands in place of an empty list. */
  readonly empty: ReactNode;
}

/** The list and one item out of it: selection, keys, edits that show at once. */
export function Workspace({
  surroundings,
  groups,
  manyPhases,
  singleKeys,
  item,
  head,
  empty,
}: WorkspaceProps) {
  const { system, mayWork, people } = surroundings;
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const address = useOpened();
  const { opened, hrefOf } = address;
  const selection = useSelection(rows);
  const edits = useEdits(system.id);
  const ask = useQuestions(edits, selection);
  const [editAsked, setEditAsked] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const place = rows.findIndex(({ number }) => number === opened);
  const next = place < 0 ? null : (rows[place + 1]?.number ?? null);
  const previous = place < 0 ? null : (rows[place - 1]?.number ?? null);
  const shown = useItemView(system.slug, opened, item, [next, previous]);
  const onEdit = () => setEditAsked((count) => count + 1);
  useWorkspaceKeys({ rows, address, selection, list, singleKeys, mayWork, onEdit });

  const panel = opened && (
    <ItemPanel
      number={opened}
      shown={shown}
      place={place < 0 ? null : `${place + 1} of ${rows.length}`}
      hrefs={{
        close: address.closeHref,
        previous: previous && hrefOf(previous),
        next: next && hrefOf(next),
      }}
      patch={shown.view ? edits.patches.get(shown.view.id) : undefined}
      surroundings={surroundings}
      edits={edits}
      editAsked={editAsked}
      onStatus={ask.setStatusOf}
    />
  );
  const openHere = (event: MouseEvent) => {
    const number = clickedItem(event);
    if (number === undefined) return;
    event.preventDefault();
    address.open(number);
  };

  return (
    <div className="checklist" onClickCapture={openHere}>
      <SplitView panel={panel}>
        <div ref={list} className="pb-10">
          {head}
          <Outcome edits={edits} />
          {rows.length === 0 && empty}
          <ItemList
            groups={groups}
            manyPhases={manyPhases}
            opened={opened}
            isSelected={selection.isSelected}
            hrefOf={hrefOf}
            acts={mayWork ? ask.acts : null}
            edits={edits}
          />
          {selection.selected.length > 0 && (
            <BulkBar selection={selection} total={rows.length} pending={edits.pending} ask={ask} />
          )}
        </div>
      </SplitView>
      {ask.menu && <StatusMenu asked={ask.menu} onClose={ask.closeMenu} onChoose={ask.setStatusOf} />}
      {ask.question && (
        <EditDialog
          question={ask.question}
          systemId={system.id}
          people={people}
          onAnswer={ask.answer}
          onClose={ask.closeQuestion}
        />
      )}
    </div>
  );
}

function Outcome({ edits }: { readonly edits: ReturnType<typeof useEdits> }) {
  if (!edits.outcome) return null;
  return (
    <div className="pr-5 pb-3 pl-page-x max-sm:px-page-x">
      <BulkResult outcome={edits.outcome} onDismiss={edits.dismissOutcome} />
    </div>
  );
}
