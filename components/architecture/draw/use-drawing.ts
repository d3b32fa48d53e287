import { useCallback, useState } from "react";
import { type Clip, copyOf, pasteInto } from "@/lib/domain/architecture/diagram/copy";
import {
  addComponent,
  addFlow,
  addZone,
  moveIntoZone,
  moveZoneInto,
} from "@/lib/domain/architecture/diagram/draw";
import {
  type Sketch,
  type SketchElement,
  sketchElement,
  withElement,
  withoutElements,
} from "@/lib/domain/architecture/diagram/sketch";
import { TRUST_WORD, type Trust } from "@/lib/domain/architecture/vocabulary";
import { choiceWord } from "@/lib/domain/catalogue/property-words";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { type BoardState, newId } from "./use-board";

export type Drawing = ReturnType<typeof useDrawing>;

/** What is chosen, and what can be done to it; every change is one step that can be undone. */
export function useDrawing({ sketch, apply }: BoardState, mayEdit: boolean) {
  const [chosen, setChosen] = useState<ReadonlySet<ElementId>>(new Set());
  const [linkFrom, setLinkFrom] = useState<ElementId | null>(null);
  const [clip, setClip] = useState<Clip | null>(null);
  const only = (id: ElementId) => setChosen(new Set([id]));
  const selected = useLiving(chosen, sketch);
  const components = sketch.components.filter(({ id }) => selected.has(id));

  const connectTo = (sourceId: ElementId, targetId: ElementId) => {
    setLinkFrom(null);
    if (!mayEdit || sourceId === targetId) return;
    const id = newId();
    apply(addFlow(sketch, id, sourceId, targetId));
    only(id);
  };
  return {
    selected,
    linkFrom,
    select: setChosen,
    choose: only,
    connectTo,
    mayConnect: mayEdit && components.length === 1,
    canCopy: components.length > 0,
    canPaste: clip !== null,
    zone: (trust: Trust) => {
      const id = newId();
      apply(addZone(sketch, id, trust, TRUST_WORD[trust]));
      only(id);
    },
    component: (kind: string) => {
      const zoneId = zoneFor(sketch, selected);
      if (!zoneId) return;
      const id = newId();
      apply(addComponent(sketch, id, zoneId, { name: choiceWord(kind), kind }));
      only(id);
    },
    /** Begins a flow at the chosen component; with two chosen it leads from the first to the second. */
    connect: () => {
      const [from, to] = [...selected].filter((id) => components.some((one) => one.id === id));
      if (!mayEdit || !from) return;
      if (to) connectTo(from, to);
      else setLinkFrom(from);
    },
    /** @returns whether that ended a flow that was begun */
    press: (id: ElementId): boolean => {
      if (!linkFrom || !sketch.components.some((one) => one.id === id)) return false;
      connectTo(linkFrom, id);
      return true;
    },
    copy: () => {
      if (components.length > 0) setClip(copyOf(sketch, selected));
    },
    paste: () => {
      if (!clip || !mayEdit) return;
      const pasted = pasteInto(sketch, clip, newId);
      apply(pasted.sketch);
      setChosen(new Set(pasted.made));
    },
    takeOut: () => {
      if (mayEdit && selected.size > 0) apply(withoutElements(sketch, selected));
    },
    leave: () => {
      setLinkFrom(null);
      setChosen(new Set());
    },
    write: (element: SketchElement, attested: readonly string[]) =>
      apply(written(sketch, element, attested), `form/${element.id}`),
  };
}

/** Only what is still there can be chosen. */
function useLiving(chosen: ReadonlySet<ElementId>, sketch: Sketch): ReadonlySet<ElementId> {
  const isWhole = [...chosen].every((id) => sketchElement(sketch, id));
  const living = useCallback(
    () => new Set([...chosen].filter((id) => sketchElement(sketch, id))),
    [chosen, sketch],
  );
  return isWhole ? chosen : living();
}

/** The chosen zone, that of the chosen component, else the first one. */
function zoneFor(sketch: Sketch, selected: ReadonlySet<ElementId>): ElementId | undefined {
  for (const id of selected) {
    const element = sketchElement(sketch, id);
    if (element?.kind === "zone") return element.id;
    if (element?.kind === "component") return element.zoneId;
  }
  return sketch.zones[0]?.id;
}

function written(sketch: Sketch, element: SketchElement, attested: readonly string[]): Sketch {
  const again = new Map(sketch.attested);
  if (attested.length > 0) again.set(element.id, attested);
  else again.delete(element.id);
  return { ...withMoves(sketch, element), attested: again };
}

/** The sketch with an element as its form has it, at a place where it belongs if that is another zone. */
function withMoves(sketch: Sketch, element: SketchElement): Sketch {
  const before = sketchElement(sketch, element.id);
  if (element.kind === "component" && before?.kind === "component" && before.zoneId !== element.zoneId)
    return moveIntoZone(withElement(sketch, { ...element, zoneId: before.zoneId }), element, element.zoneId);
  if (element.kind === "zone" && before?.kind === "zone")
    return moveZoneInto(sketch, { ...element, parentId: before.parentId }, element.parentId);
  return withElement(sketch, element);
}
