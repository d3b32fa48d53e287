import { ACTION_TOPICS, ACTION_WORDS, actionWords } from "@/lib/domain/audit/action-words";
import { detailChanges } from "@/lib/domain/audit/detail-changes";
import type { AuditDetail, AuditLine, AuditOutcome } from "@/lib/domain/audit/entry";
import type { EntrySeal, LogSeal } from "@/lib/domain/audit/seal";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import { withParams } from "@/lib/domain/kernel/query-of";
import type { PersonRef } from "@/lib/domain/people/person";
import type { AuditSearch } from "./schema";

/** One line of the log, ready to be drawn. */
export type AuditRow = {
  readonly id: string;
  readonly entryId: string;
  readonly atMs: InstantMs;
  /** null: nobody signed in, or the installation itself, as `whoElse` says. */
  readonly who: string | null;
  readonly whoElse: string;
  readonly words: string;
  readonly action: string;
  readonly about: string;
  readonly system: { readonly name: string; readonly slug: string } | null;
  readonly outcome: AuditOutcome;
  readonly reason: string | null;
  readonly address: string | null;
  /** On whose strength something critical ran. */
  readonly strength: { readonly words: string; readonly href: string | null } | null;
  readonly changes: readonly FieldChange[];
};

type NamedSystem = { readonly id: SystemId; readonly name: string; readonly slug: string };
type Names = {
  readonly people: ReadonlyMap<string, string>;
  readonly systems: ReadonlyMap<string, NamedSystem>;
};

export type AuditView = {
  readonly search: AuditSearch;
  readonly rows: readonly AuditRow[];
  readonly open: AuditRow | null;
  /** Where the log as a whole stands, and the entry that is open. */
  readonly seal: LogSeal;
  readonly openSeal: EntrySeal | null;
  readonly people: readonly PersonRef[];
  readonly systems: readonly NamedSystem[];
  readonly filters: readonly AuditFilterWords[];
  readonly newerHref: string | null;
  readonly olderHref: string | null;
  readonly hidden: number;
  readonly asOf: InstantMs;
};

/** The log as its page shows it. */
export function presentAudit(loaded: {
  readonly search: AuditSearch;
  readonly entries: readonly AuditLine[];
  readonly open: AuditLine | null;
  readonly seal: LogSeal;
  readonly openSeal: EntrySeal | null;
  readonly people: readonly PersonRef[];
  readonly systems: readonly NamedSystem[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly hidden: number;
  readonly asOf: InstantMs;
}): AuditView {
  const { search, entries, open, seal, openSeal, people, systems, older, newer, hidden, asOf } = loaded;
  const names: Names = {
    people: new Map(people.map(({ id, name }) => [id, name])),
    systems: new Map(systems.map((system) => [system.id, system])),
  };
  return {
    search,
    rows: entries.map((line) => presentLine(line, names)),
    open: open && presentLine(open, names),
    seal,
    openSeal,
    people,
    systems,
    filters: filterWords(search, names),
    newerHref: newer === null ? null : auditHref(search, { before: newer || undefined, entry: undefined }),
    olderHref: older === null ? null : auditHref(search, { before: older, entry: undefined }),
    hidden,
    asOf,
  };
}

/** Done by somebody who was not signed in yet and is the person that the entry is about. */
const BY_ITS_SUBJECT: ReadonlySet<string> = new Set([
  "people.set-up",
  "people.sign-in",
  "people.finish-sign-in",
  "people.sign-in-with-passkey",
  "people.accept-invitation",
  "people.reset-password",
]);
const BY_ITSELF: ReadonlySet<string> = new Set([
  "checklists.publish-built-in",
  "people.seed-organisation",
  "approvals.expire",
  "approvals.fail",
  "approvals.go-stale",
]);

function presentLine(line: AuditLine, names: Names): AuditRow {
  const { id, entryId, atMs, action, outcome, detail } = line;
  const actorId = line.actorId ?? (BY_ITS_SUBJECT.has(action) ? line.subjectId : null);
  const denied = outcome === "denied";
  const whoElse = BY_ITSELF.has(action) ? "Countersign itself" : "Nobody signed in";
  return {
    id,
    entryId,
    atMs,
    who: actorId ? (names.people.get(actorId) ?? "Somebody") : null,
    whoElse,
    words: denied ? `Tried: ${lowerFirst(actionWords(action))}` : actionWords(action),
    action,
    about: aboutWords(line, names),
    system: line.systemId ? (names.systems.get(line.systemId) ?? null) : null,
    outcome,
    reason: detail?.reason ?? null,
    address: detail?.address ?? null,
    strength: strengthOf(detail),
    changes: detail
      ? detailChanges(detail, (value) => names.people.get(value) ?? names.systems.get(value)?.name)
      : [],
  };
}

function strengthOf(detail: AuditDetail | null): AuditRow["strength"] {
  if (detail?.bootstrap) return { words: "One person: nobody else could sign yet (bootstrap)", href: null };
  if (!detail?.request) return null;
  const { number, signedBy } = detail.request;
  return {
    words: `${number}, signed by ${signedBy.join(" and ")}`,
    href: `/approvals/${number.replace("AR-", "")}`,
  };
}

function aboutWords({ detail, outcome, action, subject, subjectId }: AuditLine, names: Names): string {
  if (!detail) return "The words of this entry were erased";
  if (outcome === "denied") return detail.reason ?? "Refused";
  if (action !== "people.ask-reset" || subject !== "person") return detail.about;
  return subjectId ? `For ${names.people.get(subjectId) ?? "somebody"}` : "For an address that gets no mail";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The address of /audit with part of its search changed; undefined takes it away. */
export function auditHref(
  search: AuditSearch,
  change: { readonly [Key in keyof AuditSearch]?: string | undefined },
): string {
  return withParams("/audit", { ...search, ...change });
}

export type AuditFilterWords = {
  readonly name: string;
  readonly value: string;
  readonly removeHref: string;
};

function filterWords(search: AuditSearch, names: Names): readonly AuditFilterWords[] {
  const { q, actor, action, outcome, system, from, to } = search;
  const said: readonly (readonly [keyof AuditSearch, string, string | undefined])[] = [
    ["q", "Words", q],
    ["actor", "Person", actor && (names.people.get(actor) ?? "unknown")],
    ["action", "Action", action && actionFilterWords(action)],
    ["outcome", "Outcome", outcome],
    ["system", "System", system && (names.systems.get(system)?.name ?? "unknown")],
    ["from", "From", from],
    ["to", "To", to],
  ];
  return said.flatMap(([part, name, value]) =>
    value
      ? [
          {
            name,
            value,
            removeHref: auditHref(search, { [part]: undefined, before: undefined, entry: undefined }),
          },
        ]
      : [],
  );
}

/** What an action filter is called: a topic, or one action. */
function actionFilterWords(action: string): string {
  const topic = ACTION_TOPICS.find(([prefix]) => action === `${prefix}.`);
  return topic ? topic[1] : actionWords(action);
}

export type ActionGroup = {
  readonly title: string;
  readonly prefix: string;
  readonly actions: readonly { readonly action: string; readonly words: string }[];
};

/** Actions by topic, for the filter. */
export const ACTION_GROUPS: readonly ActionGroup[] = ACTION_TOPICS.map(([prefix, title]) => ({
  title,
  prefix: `${prefix}.`,
  actions: Object.entries(ACTION_WORDS)
    .filter(([action]) => action.startsWith(`${prefix}.`))
    .map(([action, words]) => ({ action, words })),
}));
