"use client";

import { useEffect, useRef } from "react";
import { isWriting } from "@/components/ui/is-writing";

/** What the keys of a list do. Each returns false where it has nothing to do, and the key is left alone. */
export type ListKeys = {
  readonly move: (step: 1 | -1, extend: boolean) => boolean;
  readonly select: (extend: boolean) => boolean;
  readonly edit: () => boolean;
  readonly leave: () => void;
};

const AFTER_G_MS = 1_200;

function actionOf(event: KeyboardEvent, keys: ListKeys): (() => boolean) | null {
  const onControl =
    event.target instanceof Element &&
    event.target.closest("button, [role=menuitem], summary, input") !== null;
  switch (event.key) {
    case "j":
    case "J":
      return () => keys.move(1, event.shiftKey);
    case "k":
    case "K":
      return () => keys.move(-1, event.shiftKey);
    case " ":
      return onControl ? null : () => keys.select(event.shiftKey);
    case "x":
    case "X":
      return () => keys.select(event.shiftKey);
    case "e":
      return keys.edit;
    default:
      return null;
  }
}

function isElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.defaultPrevented ||
    (target instanceof Element && target.closest("dialog[open], [popover]:popover-open") !== null)
  );
}

/** What the way out does: leaves a field first, then the panel or the selection. */
function leave(event: KeyboardEvent, keys: ListKeys): void {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return;
  if (isWriting(event.target) && event.target instanceof HTMLElement) event.target.blur();
  else keys.leave();
}

/** Keys of a list: j and k move, Space and x select, Shift extends, e edits, Escape closes. */
export function useListKeys(keys: ListKeys, singleKeys: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let afterG = Number.NEGATIVE_INFINITY;
    const onSingleKey = (event: KeyboardEvent) => {
      const goesElsewhere = event.timeStamp - afterG < AFTER_G_MS;
      afterG = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const act = goesElsewhere ? null : actionOf(event, latest.current);
      if (act?.()) event.preventDefault();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
      if (event.key === "Escape") leave(event, latest.current);
      else if (singleKeys && !isWriting(event.target)) onSingleKey(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [singleKeys]);
}
