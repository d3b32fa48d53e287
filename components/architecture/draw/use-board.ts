import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { placeTheRest, wrapZones } from "@/lib/domain/architecture/diagram/arrange";
import { type History, redo, startHistory, step, undo } from "@/lib/domain/architecture/diagram/history";
import { movedPlaces, type PendingChange, pendingChanges } from "@/lib/domain/architecture/diagram/pending";
import type { KeptPlaces, Places } from "@/lib/domain/architecture/diagram/places";
import { rebased } from "@/lib/domain/architecture/diagram/rebase";
import { type Sketch, sketchElements, sketchOf } from "@/lib/domain/architecture/diagram/sketch";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import { arrange } from "./arrange-worker";
import type { BoardProps } from "./board-props";

/** What somebody draws, what is saved of it, and how to get from one to the other. */
export interface BoardState {
  /** As it is saved. */
  readonly base: Sketch;
  /** As it is drawn now. */
  readonly sketch: Sketch;
  readonly pending: readonly PendingChange[];
  readonly moved: KeptPlaces;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Counts changes that come from elsewhere than the open form, so that the form reads its fields again. */
  readonly epoch: number;
  readonly arranging: "no" | "working" | "failed";
  /** A step. @param about steps about the same are undone as one; "form": what is typed into the open form */
  readonly apply: (next: Sketch, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Lays everything out anew. */
  readonly arrangeAll: () => void;
  /** Takes what comes from the server next as what is saved; what was drawn since then stays a change. */
  readonly adoptNext: (sent: SentSketch) => void;
  /** Where things stand is kept as it is now. */
  readonly placesKept: () => void;
}

/** A sketch that was sent to be saved, and what became of it. */
export interface SentSketch {
  readonly sketch: Sketch;
  /** Where things stood in it, under their new ids. */
  readonly places: Places;
  /** Ids of ours for those that the board made up. */
  readonly made: ReadonlyMap<ElementId, ElementId>;
}

/** Names a state of the model: another one has another stamp. */
const stampOf = ({ zones, components, flows }: BoardProps["model"]) =>
  [...zones, ...components, ...flows].map(({ id, version }) => `${id}@${version}`).join();

export function useBoard({ model, places }: BoardProps): BoardState {
  const [base, setBase] = useState<Sketch>(() => placeTheRest(sketchOf(model, new Map(places))));
  const [history, setHistory] = useState<History<Sketch>>(() => startHistory(base));
  const [epoch, setEpoch] = useState(0);
  const sketch = history.present;
  const pending = useMemo(() => pendingChanges(base, sketch), [base, sketch]);
  const moved = useMemo(() => movedPlaces(base, sketch), [base, sketch]);

  const restart = useCallback((fresh: Sketch) => {
    setBase(fresh);
    setHistory(startHistory(fresh));
    setEpoch((count) => count + 1);
  }, []);
  const apply = useCallback((next: Sketch, about?: string) => {
    setHistory((before) => step(before, next, about ?? null));
    if (!about?.startsWith("form")) setEpoch((count) => count + 1);
  }, []);
  const adoptNext = useAdoption(model, places, pending.length === 0, (fresh, sent) => {
    restart(fresh);
    if (sent && sent.sketch !== sketch) apply(rebased(fresh, sent.sketch, sketch, sent.made));
  });
  const { arranging, arrangeAll } = useArrangement({ sketch, isFresh: places.length === 0, apply, restart });
  const move = (by: typeof undo) => () => {
    setHistory((before) => by(before));
    setEpoch((count) => count + 1);
  };
  return {
    base,
    sketch,
    pending,
    moved,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    epoch,
    arranging,
    apply,
    undo: move(undo),
    redo: move(redo),
    arrangeAll,
    adoptNext,
    placesKept: () => setBase((before) => ({ ...before, places: sketch.places })),
  };
}

/** Takes over what the server says as soon as nothing of one's own waits, or after saving. */
function useAdoption(
  model: BoardProps["model"],
  places: BoardProps["places"],
  isClean: boolean,
  adopt: (fresh: Sketch, sent: SentSketch | null) => void,
): BoardState["adoptNext"] {
  const stamp = useMemo(() => stampOf(model), [model]);
  const seen = useRef(stamp);
  const latest = useRef(adopt);
  latest.current = adopt;
  const [sent, setSent] = useState<SentSketch | null>(null);
  useEffect(() => {
    if (seen.current === stamp || !(isClean || sent)) return;
    seen.current = stamp;
    setSent(null);
    latest.current(placeTheRest(sketchOf(model, new Map([...places, ...(sent?.places ?? [])]))), sent);
  }, [stamp, isClean, sent, model, places]);
  return setSent;
}

/** Lays out where no layout is kept, and when somebody asks. */
function useArrangement({
  sketch,
  isFresh,
  apply,
  restart,
}: {
  readonly sketch: Sketch;
  readonly isFresh: boolean;
  readonly apply: BoardState["apply"];
  readonly restart: (fresh: Sketch) => void;
}) {
  const isEmpty = sketchElements(sketch).length === 0;
  const [arranging, setArranging] = useState<BoardState["arranging"]>(isFresh && !isEmpty ? "working" : "no");
  const latest = useRef(sketch);
  latest.current = sketch;
  const run = useCallback(async (then: (arranged: Sketch) => void) => {
    setArranging("working");
    try {
      const graph = topologyGraph(latest.current);
      const strip = await arrange(graph);
      const zones = graph.zones.map(({ id }) => id);
      const places = wrapZones(latest.current, zones, strip);
      then({ ...latest.current, places: new Map([...latest.current.places, ...places]) });
      setArranging("no");
    } catch {
      setArranging("failed");
    }
  }, []);
  const first = useRef(isFresh && !isEmpty);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    void run(restart);
  }, [run, restart]);
  return { arranging, arrangeAll: () => void run((arranged) => apply(arranged)) };
}

/** A new id (UUID version 4) for something that is not saved yet; the server gives it one of ours. Works without https. */
export function newId(): ElementId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return elementIdOf(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}
