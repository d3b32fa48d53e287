"use client";

import { useCallback, useRef, useState } from "react";
import type { ItemId } from "@/lib/domain/kernel/ids";
import type { RowView } from "./list-view";

const NOTHING: ReadonlySet<ItemId> = new Set();
/** What one change to many items takes. */
export const SELECTED_MAX = 500;

/** The rows that are ticked. Ticking one with Shift ticks all from the last one on. */
export function useSelection(rows: readonly RowView[]) {
  const [ticked, setTicked] = useState(NOTHING);
  const anchor = useRef<string | null>(null);
  const latest = useRef(rows);
  latest.current = rows;

  const toggle = useCallback((number: string, extend: boolean) => {
    const all = latest.current;
    const place = all.findIndex((row) => row.number === number);
    const from = all.findIndex((row) => row.number === anchor.current);
    const range =
      extend && from >= 0
        ? all.slice(Math.min(from, place), Math.max(from, place) + 1)
        : all.slice(place, place + 1);
    anchor.current = number;
    setTicked((before) => {
      const next = new Set(before);
      const [only] = range;
      if (range.length === 1 && only && before.has(only.id) && !extend) next.delete(only.id);
      else for (const { id } of range) if (next.size < SELECTED_MAX) next.add(id);
      return next;
    });
  }, []);

  const selected = rows.filter(({ id }) => ticked.has(id));
  return {
    selected,
    isSelected: (id: ItemId) => ticked.has(id),
    toggle,
    clear: useCallback(() => setTicked(NOTHING), []),
    keepOnly: (ids: ReadonlySet<ItemId>) =>
      setTicked((before) => new Set([...before].filter((id) => ids.has(id)))),
    selectAll: () => setTicked(new Set(rows.slice(0, SELECTED_MAX).map(({ id }) => id))),
  };
}
