import type { Exception } from "../exceptions/exception";
import type { ElementId, InstantMs, ItemId, UtcDate } from "../kernel/ids";
import type { PersonRef } from "../people/person";
import type { SystemKind } from "./applicability";
import { type HistoryLine, historyLines, type KeptState } from "./history-line";
import { type Evidence, factsOf, type Item } from "./item";
import { type ItemStanding, itemState } from "./item-state";
import type { ItemText, StandardName } from "./item-text";
import { formatReadableNumber } from "./readable-number";
import { type Validity, validityOf } from "./validity";
import type { ItemStatus, Phase } from "./vocabulary";

/** What somebody wrote about an item. */
export type CommentView = {
  readonly id: string;
  readonly author: PersonRef;
  readonly text: string;
  readonly atMs: InstantMs;
};

/** One proof with what it is worth today. */
export type ProofView = Pick<
  Evidence,
  "id" | "title" | "note" | "effectiveOn" | "addedAtMs" | "source" | "deleted"
> & {
  readonly addedBy: string;
  /** Elements that it is about, as in F-3; null: the whole system. */
  readonly covers: readonly string[] | null;
  /** It proves what an earlier version of the checklist asked, so it counts no more. */
  readonly ofEarlierQuestion: boolean;
  readonly validity: Validity;
};

/** References to one standard, by its name. */
export type ReferenceView = StandardName & { readonly id: string; readonly ids: readonly string[] };

/** An entry of the catalogue that an item is about, and where it is read. */
export type EntryView = { readonly name: string; readonly href: string };

/** Everything about one item on one day; plain data, so that it can travel to the browser. */
export type ItemView = {
  readonly id: ItemId;
  readonly number: string;
  readonly phase: Phase;
  readonly version: number;
  readonly own: boolean;
  readonly text: ItemText;
  readonly status: ItemStatus;
  readonly answered: boolean;
  readonly reason: string | null;
  readonly owner: PersonRef | null;
  readonly due: UtcDate | null;
  readonly standing: ItemStanding;
  /** The exception that nobody ended, standing or lapsed. */
  readonly exception: Exception | null;
  /** The number of an open request for one. */
  readonly exceptionAsked: number | null;
  readonly attested: { readonly name: string; readonly on: UtcDate } | null;
  readonly references: readonly ReferenceView[];
  readonly threats: readonly EntryView[];
  readonly mechanisms: readonly EntryView[];
  /** Mechanisms that a proof of the item proves. */
  readonly proves: readonly EntryView[];
  readonly proofs: readonly ProofView[];
  readonly comments: readonly CommentView[];
  readonly history: readonly HistoryLine[];
  readonly today: UtcDate;
  readonly asOfMs: InstantMs;
};

/** What is known about an item, as it was read. */
export type ItemDossier = {
  readonly item: Item;
  readonly system: SystemKind;
  readonly proofs: readonly Evidence[];
  readonly comments: readonly CommentView[];
  /** Newest first. */
  readonly states: readonly KeptState[];
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly standards: ReadonlyMap<string, StandardName>;
  /** Names of the catalogue's threats and mechanisms. */
  readonly entries: Readonly<Record<"threats" | "mechanisms", ReadonlyMap<string, string>>>;
  readonly exception: Exception | null;
  readonly exceptionAsked: number | null;
  /** Readable numbers of the elements that proofs cover. */
  readonly elements: ReadonlyMap<ElementId, string>;
  readonly today: UtcDate;
  readonly asOfMs: InstantMs;
};

const SOMEBODY = "Somebody who left";

/** Puts together what a person sees of one item. `dayText` writes a day as screens do. */
export function itemView(dossier: ItemDossier, dayText: (day: UtcDate) => string): ItemView {
  const { item, people, today } = dossier;
  const nameOf = (id: string | null): string => (id && people.get(id)?.name) || SOMEBODY;
  const titles = new Map<string, string>(dossier.proofs.map(({ id, title }) => [id, title]));
  return {
    id: item.id,
    number: formatReadableNumber(item),
    phase: item.phase,
    version: item.version,
    own: item.templateId === null,
    text: item.text,
    status: item.status,
    answered: item.answeredOn !== null,
    reason: item.notApplicableReason,
    owner: item.ownerId ? (people.get(item.ownerId) ?? null) : null,
    due: item.due,
    standing: itemState(factsOf(item, dossier.system), today),
    exception: dossier.exception,
    exceptionAsked: dossier.exceptionAsked,
    attested: item.attestedOn ? { name: nameOf(item.attestedBy), on: item.attestedOn } : null,
    references: referencesOf(item.text, dossier.standards),
    threats: entriesOf("threats", item.text.threats, dossier.entries),
    mechanisms: entriesOf("mechanisms", item.text.mechanisms, dossier.entries),
    proves: entriesOf("mechanisms", item.text.proves, dossier.entries),
    proofs: dossier.proofs.map(({ addedBy, questionHash, covers, ...proof }) => ({
      ...proof,
      covers: covers?.map((id) => dossier.elements.get(id) ?? "an element that is gone") ?? null,
      ofEarlierQuestion: questionHash !== item.questionHash,
      addedBy: nameOf(addedBy),
      validity: validityOf(proof.effectiveOn, item.text.evidenceValidDays, today),
    })),
    comments: dossier.comments,
    history: historyLines(dossier.states, {
      person: nameOf,
      proof: (id) => titles.get(id) ?? "that is not shown",
      day: dayText,
    }),
    today,
    asOfMs: dossier.asOfMs,
  };
}

/** Entries that an item names; one that the catalogue does not hold can't be read there, so it is left out. */
function entriesOf(
  kind: "threats" | "mechanisms",
  ids: readonly string[],
  entries: ItemDossier["entries"],
): readonly EntryView[] {
  return ids.flatMap((id) => {
    const name = entries[kind].get(id);
    return name === undefined ? [] : [{ name, href: `/catalogue/${kind}/${id}` }];
  });
}

/** The standards that an item points to; one that nobody knows stands under its own id. */
function referencesOf(
  text: ItemText,
  standards: ReadonlyMap<string, StandardName>,
): readonly ReferenceView[] {
  return Object.entries(text.refs).map(([id, ids]) => {
    const { name, edition } = standards.get(id) ?? { name: id, edition: "" };
    return { id, name, edition, ids };
  });
}
