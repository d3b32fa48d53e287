"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect } from "react";

const LINKS = "tbody tr:not([data-group])";

/** The places of the grid that keys move between: in each row its name, then its cells. */
function rowsOf(table: HTMLTableElement): readonly (readonly HTMLElement[])[] {
  return Array.from(table.querySelectorAll(LINKS), (row) =>
    Array.from(row.querySelectorAll<HTMLElement>("a")),
  );
}

/**
 * Arrows move through a table whose cells hold one link each: one stop of the Tab key for all of it. Without script every
 * link is a stop of its own, so nothing is out of reach.
 */
export function useGridKeys(ref: RefObject<HTMLTableElement | null>) {
  useEffect(() => {
    const table = ref.current;
    if (!table) return;
    const links = rowsOf(table).flat();
    const stop = links.find((link) => link.tabIndex === 0 && link.dataset["stop"] === "yes") ?? links[0];
    for (const link of links) link.tabIndex = link === stop ? 0 : -1;
  });
  const onFocus = ({ target, currentTarget }: FocusEvent<HTMLTableElement>) => {
    for (const link of rowsOf(currentTarget).flat()) {
      link.tabIndex = link === target ? 0 : -1;
      link.dataset["stop"] = link === target ? "yes" : "no";
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.altKey || event.metaKey) return;
    const rows = rowsOf(event.currentTarget);
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const y = rows.findIndex((row) => row.includes(target));
    if (y < 0) return;
    const x = rows[y]?.indexOf(target) ?? 0;
    const next = placeAfter(event, rows, { x, y });
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return { onFocus, onKeyDown };
}

function placeAfter(
  { key, ctrlKey }: KeyboardEvent,
  rows: readonly (readonly HTMLElement[])[],
  { x, y }: { readonly x: number; readonly y: number },
): HTMLElement | undefined {
  const last = (row: readonly HTMLElement[] | undefined) => row?.[row.length - 1];
  switch (key) {
    case "ArrowRight":
      return rows[y]?.[x + 1];
    case "ArrowLeft":
      return rows[y]?.[x - 1];
    case "ArrowDown":
      return rows[y + 1]?.[x];
    case "ArrowUp":
      return rows[y - 1]?.[x];
    case "Home":
      return ctrlKey ? rows[0]?.[0] : rows[y]?.[0];
    case "End":
      return ctrlKey ? last(rows[rows.length - 1]) : last(rows[y]);
    default:
      return undefined;
  }
}
