import type { Item } from "@/lib/domain/checklists/item";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import { type Exception, type ExceptionStanding, exceptionStanding } from "@/lib/domain/exceptions/exception";
import { type Criterion, criteriaOf, type GateId } from "@/lib/domain/gates/gate";
import { type GateItem, verdictWords } from "@/lib/domain/gates/gate-item";
import type { GateStanding } from "@/lib/domain/gates/gate-standing";
import type { LostCover, Passage } from "@/lib/domain/gates/passage";
import type { SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { SystemSummary } from "@/lib/domain/systems/system";
import type { Derivation } from "@/lib/domain/threats/derive-findings";

/** A line that leads to its item. */
export type ItemLine = {
  readonly number: string;
  readonly title: string;
  readonly href: string;
  readonly words: string;
};

/** A gate as its panel shows it; plain data. */
export type GateView = {
  readonly id: GateId;
  readonly systemId: SystemId;
  readonly from: Phase;
  readonly to: Phase;
  readonly purpose: string;
  readonly entry: readonly Criterion[];
  readonly exit: readonly Criterion[];
  readonly done: number;
  readonly of: number;
  /** What keeps it shut; without an item: about the gate as a whole. */
  readonly blocks: readonly (ItemLine | { readonly href: null; readonly words: string })[];
  /** Items that are left open or left out, as an approver reads them. */
  readonly exceptions: readonly ItemLine[];
  readonly looksAt: readonly { readonly check: string; readonly items: readonly ItemLine[] }[];
  readonly passed: Passage | null;
  readonly lost: (Omit<LostCover, "items"> & { readonly items: readonly ItemLine[] }) | null;
  readonly isDue: boolean;
  /** The open request for it. */
  readonly asked: number | null;
  readonly mayAsk: boolean;
};

/** One exception of the system with what it is about. */
export type ExceptionLine = {
  readonly exception: Exception;
  readonly standing: ExceptionStanding;
  readonly about: string;
  readonly href: string | null;
};

/** Everything that the page of gates shows. */
export type GatesView = {
  readonly system: SystemSummary;
  readonly phase: Phase;
  readonly gates: readonly GateView[];
  readonly passages: readonly Passage[];
  readonly criteria: ReadonlyMap<string, string>;
  readonly exceptions: readonly ExceptionLine[];
  readonly today: UtcDate;
};

type Loaded = {
  readonly gates: {
    readonly posture: {
      readonly system: SystemSummary;
      readonly items: readonly Item[];
      readonly derivation: Derivation;
    };
    readonly standings: readonly GateStanding[];
    readonly passages: readonly Passage[];
    readonly phase: Phase;
  };
  readonly exceptions: readonly Exception[];
  readonly asked: ReadonlyMap<GateId, number | null>;
  readonly mayAsk: boolean;
  readonly today: UtcDate;
};

/** Puts the gates of a system together for their screens. */
export function presentGates({ gates, exceptions, asked, mayAsk, today }: Loaded): GatesView {
  const { standings, passages, phase, posture } = gates;
  const { system } = posture;
  return {
    system,
    phase,
    gates: standings.map((standing) => ({
      ...gateView(standing, system),
      asked: asked.get(standing.gate.id) ?? null,
      mayAsk,
    })),
    passages,
    criteria: new Map(standings.flatMap(({ gate }) => criteriaOf(gate)).map(({ id, text }) => [id, text])),
    exceptions: exceptions.map((exception) => ({
      exception,
      standing: exceptionStanding(exception, today),
      ...targetOf(exception, posture),
    })),
    today,
  };
}

function gateView(
  standing: GateStanding,
  { id: systemId, slug }: SystemSummary,
): Omit<GateView, "asked" | "mayAsk"> {
  const { gate, items, blocks, passed, lost, isDue } = standing;
  const line = ({ number, title, verdict }: GateItem, words = verdictWords(verdict)): ItemLine => ({
    number,
    title,
    href: `/systems/${slug}/checklists/${gate.from}?item=${number}`,
    words,
  });
  const byKey = new Map(items.map((item) => [item.key, item]));
  const { id, from, to, purpose, entry, exit } = gate;
  return {
    ...{ id, systemId, from, to, purpose, entry, exit, passed, isDue },
    done: items.filter(({ verdict }) => verdict.kind === "done").length,
    of: items.length,
    blocks: blocks.map(({ item, why }) => (item ? line(item, why) : { href: null, words: why })),
    exceptions: items
      .filter(({ verdict }) => verdict.kind === "left-open" || verdict.kind === "left-out")
      .map((item) => line(item)),
    looksAt: gate.looksAt.map(({ check, items: keys }) => ({
      check,
      items: keys.flatMap((key) => byKey.get(key) ?? []).map((item) => line(item)),
    })),
    lost: lost && { ...lost, items: lost.items.map((item) => line(item)) },
  };
}

function targetOf({ target }: Exception, { system, items, derivation }: Loaded["gates"]["posture"]) {
  if (target.kind === "item") {
    const item = items.find(({ id }) => id === target.itemId);
    if (!item) return { about: "An item that is not asked any more", href: null };
    const number = formatReadableNumber(item);
    return {
      about: `${number} ${item.text.title}`,
      href: `/systems/${system.slug}/checklists/${item.phase}?item=${number}`,
    };
  }
  const finding = derivation.findings.find(({ id }) => id === `${target.ruleId}@${target.elementId}`);
  return {
    about: finding?.text ?? "A threat that the architecture doesn't give any more",
    href: `/systems/${system.slug}/threats`,
  };
}
