import { useCallback, useState } from "react";
import { makeKey } from "@/components/ui/make-key";
import { madeIds, type PendingChange, writtenChanges } from "@/lib/domain/architecture/diagram/pending";
import { type KeptPlaces, keepPlaces, type Places } from "@/lib/domain/architecture/diagram/places";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { elementIdOf } from "@/lib/domain/kernel/parse-id";
import type { Issue, Refusal } from "@/lib/domain/kernel/refusal";
import { saveDrawing, saveLayout } from "@/lib/features/architecture/actions";
import type { BoardState } from "./use-board";

type Stale = Extract<Refusal, { code: "stale" }>;

/** How saving went, and what stands in its way. */
export interface Saving {
  readonly isSaving: boolean;
  /** By the element that they are about. */
  readonly issues: ReadonlyMap<ElementId, readonly Issue[]>;
  /** Issues of the whole, refusals, a connection that was lost. */
  readonly general: string | null;
  readonly sent: Extract<Refusal, { code: "sent-for-approval" }> | null;
  /** An element that somebody else changed meanwhile. */
  readonly stale: { readonly refusal: Stale; readonly elementId: ElementId | null } | null;
  /** A second person decides, so that person has to know why. */
  readonly reasonWanted: string | null;
  readonly savedWords: string | null;
  readonly save: (reason: string, over?: ReadonlyMap<ElementId, number>) => Promise<void>;
  readonly forget: () => void;
}

type Outcome = Omit<Saving, "isSaving" | "save" | "forget">;
const NOTHING: Outcome = {
  issues: new Map(),
  general: null,
  sent: null,
  stale: null,
  reasonWanted: null,
  savedWords: null,
};

/** Saves what is pending as one batch, then where things stand. */
export function useSaving(systemId: string, board: BoardState, isLayoutKept: boolean): Saving {
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(NOTHING);
  const save: Saving["save"] = async (reason, over = new Map()) => {
    if (isSaving) return;
    setSaving(true);
    setOutcome(NOTHING);
    try {
      setOutcome(await saveAll({ systemId, board, isLayoutKept, reason, over }));
    } catch {
      setOutcome({
        ...NOTHING,
        general: "The server could not be reached. Nothing of yours is lost: save again.",
      });
    } finally {
      setSaving(false);
    }
  };
  const forget = useCallback(() => setOutcome(NOTHING), []);
  return { ...outcome, isSaving, save, forget };
}

interface SaveSpec {
  readonly systemId: string;
  readonly board: BoardState;
  readonly isLayoutKept: boolean;
  readonly reason: string;
  readonly over: ReadonlyMap<ElementId, number>;
}

async function saveAll({ systemId, board, isLayoutKept, reason, over }: SaveSpec): Promise<Outcome> {
  const { pending, sketch, moved } = board;
  let made: ReadonlyMap<ElementId, ElementId> = new Map();
  if (pending.length > 0) {
    const elements = writtenChanges(pending, over);
    const result = await saveDrawing({ systemId, elements, reason }, makeKey());
    if (!result.ok) {
      // What was sent waits elsewhere; here stands what stands, and one step back brings the changes back.
      if (result.error.code === "sent-for-approval") board.apply({ ...board.base, places: sketch.places });
      return outcomeOf(result.error, pending);
    }
    made = madeIds(pending, result.value.saved);
  }
  const places: Places = new Map([...sketch.places].map(([id, box]) => [made.get(id) ?? id, box]));
  if (pending.length > 0) board.adoptNext({ sketch, places, made });
  const zones = new Set(sketch.zones.map(({ id }) => made.get(id) ?? id));
  const all = keepPlaces(places, zones);
  const positions = isLayoutKept ? only(all, [...Object.keys(moved), ...made.keys()], made) : all;
  if (Object.keys(positions).length > 0) {
    const kept = await saveLayout({ systemId, positions }, makeKey());
    if (!kept.ok)
      return { ...NOTHING, general: "The changes are saved, but not where things stand. Save again." };
  }
  if (pending.length === 0) board.placesKept();
  return { ...NOTHING, savedWords: pending.length === 0 ? "The layout is saved." : "Saved." };
}

function only(all: KeptPlaces, ids: readonly string[], made: ReadonlyMap<ElementId, ElementId>): KeptPlaces {
  const wanted = new Set<string>(ids.map((id) => made.get(elementIdOf(id)) ?? id));
  return Object.fromEntries(Object.entries(all).filter(([id]) => wanted.has(id)));
}

function outcomeOf(refusal: Refusal, pending: readonly PendingChange[]): Outcome {
  switch (refusal.code) {
    case "invalid-input":
      return outcomeOfIssues(refusal.issues, pending);
    case "sent-for-approval":
      return { ...NOTHING, sent: refusal };
    case "stale": {
      const elementId = elementAt(refusal.path ?? "", pending);
      return { ...NOTHING, stale: { refusal, elementId } };
    }
    default:
      return { ...NOTHING, general: refusal.reason };
  }
}

function elementAt(path: string, pending: readonly PendingChange[]): ElementId | null {
  const [, index] = /^elements\.(\d+)/.exec(path) ?? [];
  return pending[Number(index)]?.element.id ?? null;
}

function outcomeOfIssues(issues: readonly Issue[], pending: readonly PendingChange[]): Outcome {
  const byElement = new Map<ElementId, Issue[]>();
  const general: string[] = [];
  let reasonWanted: string | null = null;
  for (const { path, message } of issues) {
    const id = elementAt(path, pending);
    if (path === "reason") reasonWanted = message;
    else if (id)
      byElement.set(id, [
        ...(byElement.get(id) ?? []),
        { path: path.replace(/^elements\.\d+\.?/, ""), message },
      ]);
    else general.push(message);
  }
  return { ...NOTHING, issues: byElement, general: general.join(" ") || null, reasonWanted };
}
