"use client";

import { type RefObject, useRef } from "react";
import type { RowView } from "./list-view";
import { useListKeys } from "./use-list-keys";
import type { useOpened } from "./use-opened";
import type { useSelection } from "./use-selection";

type Workplace = {
  readonly rows: readonly RowView[];
  readonly address: Pick<ReturnType<typeof useOpened>, "opened" | "openedNow" | "open">;
  readonly selection: ReturnType<typeof useSelection>;
  readonly list: RefObject<HTMLElement | null>;
  readonly singleKeys: boolean;
  readonly mayWork: boolean;
  readonly onEdit: () => void;
};

function rowElement(list: HTMLElement | null, number: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-item="${number}"]`) ?? null;
}

function show(list: HTMLElement | null, number: string): void {
  const row = rowElement(list, number);
  row?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function focusedRow(): string | null {
  return document.activeElement?.closest("[data-item]")?.getAttribute("data-item") ?? null;
}

/** Binds the keys of a list to the rows of this one. */
export function useWorkspaceKeys(work: Workplace): void {
  const { rows, address, selection, list, singleKeys, mayWork, onEdit } = work;
  const last = useRef<string | null>(null);
  if (address.opened) last.current = address.opened;
  // From the address itself: keys come faster than the screen follows.
  const currentNumber = () => address.openedNow() ?? focusedRow() ?? last.current;

  const move = (step: 1 | -1, extend: boolean): boolean => {
    const place = rows.findIndex(({ number }) => number === currentNumber());
    const next = rows[place < 0 ? 0 : place + step];
    if (!next) return true;
    if (extend && mayWork) {
      const from = rows[place];
      if (from && !selection.isSelected(from.id)) selection.toggle(from.number, false);
      selection.toggle(next.number, true);
    }
    address.open(next.number);
    show(list.current, next.number);
    return true;
  };
  const select = (extend: boolean): boolean => {
    const number = currentNumber();
    if (!mayWork || !number || !rows.some((row) => row.number === number)) return false;
    selection.toggle(number, extend);
    return true;
  };
  const edit = (): boolean => {
    const number = currentNumber();
    if (!mayWork || !number) return false;
    address.open(number);
    onEdit();
    return true;
  };
  const leave = (): void => {
    const opened = address.openedNow();
    if (!opened) {
      selection.clear();
      return;
    }
    address.open(null);
    rowElement(list.current, opened)?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  };
  useListKeys({ move, select, edit, leave }, singleKeys);
}
