import { useEffect, useRef } from "react";
import { isWriting } from "@/components/ui/is-writing";

/** What keys do on the board. */
export interface BoardActions {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly copy: () => void;
  readonly paste: () => void;
  readonly save: () => void;
  readonly takeOut: () => void;
  readonly connect: () => void;
  readonly fit: () => void;
  readonly leave: () => void;
}

/** The keys of the board, for its help. Single letters can be switched off on the account page. */
export const BOARD_KEYS: readonly (readonly [readonly string[], string])[] = [
  [["Tab"], "Next zone or component"],
  [["Enter"], "Choose it and go to its form"],
  [["← ↑ → ↓"], "Move what is chosen; with Shift four times as far"],
  [["c"], "Connect: choose a component, press c, then Enter on where the flow leads"],
  [["Delete"], "Take out what is chosen"],
  [["Ctrl", "Z"], "Undo"],
  [["Ctrl", "Shift", "Z"], "Do it again"],
  [["Ctrl", "C"], "Copy the chosen components with the flows between them"],
  [["Ctrl", "V"], "Paste them"],
  [["Ctrl", "S"], "Save"],
  [["f"], "Fit everything into view"],
  [["Shift", "drag"], "Choose several"],
  [["Esc"], "Choose nothing, stop connecting"],
];

const AFTER_G_MS = 1_200;

/** Listens while the board is open; what belongs to a field, a menu or a dialog is left alone. */
export function useKeys(actions: BoardActions, singleKeys: boolean): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let afterG = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      const goesElsewhere = event.timeStamp - afterG < AFTER_G_MS;
      afterG = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (document.querySelector("dialog[open], [popover]:popover-open")) return;
      const act = actionOf(event, latest.current, singleKeys && !goesElsewhere);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [singleKeys]);
}

function actionOf(event: KeyboardEvent, actions: BoardActions, singleKeys: boolean): (() => void) | null {
  if (event.ctrlKey || event.metaKey) return commandOf(event, actions);
  return event.altKey || isWriting(event.target) ? null : keyOf(event, actions, singleKeys);
}

function commandOf({ key, shiftKey, target }: KeyboardEvent, actions: BoardActions): (() => void) | null {
  const letter = key.toLowerCase();
  if (letter === "s") return actions.save;
  if (isWriting(target)) return null;
  switch (letter) {
    case "z":
      return shiftKey ? actions.redo : actions.undo;
    case "y":
      return actions.redo;
    case "c":
      return String(window.getSelection()) === "" ? actions.copy : null;
    case "v":
      return actions.paste;
    default:
      return null;
  }
}

/** On the drawing, or nowhere in particular: elsewhere a key may mean something of its own. */
const isOnDrawing = ({ target }: KeyboardEvent) =>
  target === document.body || (target instanceof Element && target.closest(".draw-canvas") !== null);

function keyOf(event: KeyboardEvent, actions: BoardActions, singleKeys: boolean): (() => void) | null {
  switch (event.key) {
    case "Delete":
    case "Backspace":
      return isOnDrawing(event) ? actions.takeOut : null;
    case "Escape":
      return actions.leave;
    case "c":
      return singleKeys ? actions.connect : null;
    case "f":
      return singleKeys ? actions.fit : null;
    default:
      return null;
  }
}
