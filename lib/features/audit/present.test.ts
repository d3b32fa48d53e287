import { expect, test } from "vitest";
import { ACTION_TOPICS, ACTION_WORDS, actionWords, GATE_ACTIONS } from "@/lib/domain/audit/action-words";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import { ACTION_GROUPS, auditHref, presentAudit } from "./present";
import { auditSearch } from "./schema";

const SEAL = {
  size: 0,
  checkpoint: null,
  key: "",
  formerKeys: [],
  check: { done: null, under: null, asked: false },
  faults: [],
} as const;

test("every command has words in the log, and no words are left over", () => {
  expect(registry.size).toBeGreaterThan(20);
  expect([...registry.keys()].filter((name) => !ACTION_WORDS[name])).toEqual([]);
  expect(Object.keys(ACTION_WORDS).filter((name) => !registry.has(name))).toEqual([...GATE_ACTIONS]);
});

test("every action is in the filter, under its topic", () => {
  const offered = ACTION_GROUPS.flatMap(({ actions }) => actions.map(({ action }) => action));
  expect(new Set(offered)).toEqual(new Set([...registry.keys(), ...GATE_ACTIONS]));
  expect(ACTION_GROUPS).toHaveLength(ACTION_TOPICS.length);
});

test("an action of a version that this one does not know is spelled out", () => {
  expect(actionWords("gates.pass-phase-gate")).toBe("Pass phase gate");
});

test("what can't be read in the address is treated as not there", () => {
  const odd = {
    actor: "me",
    action: "DROP",
    outcome: "maybe",
    system: "x",
    from: "2026-02-31",
    q: "a".repeat(101),
    before: "-1",
    entry: "1e3",
  };
  expect(auditSearch.parse(odd)).toEqual({ q: "" });
});

const ANA = "0190a1b2-0000-7000-8000-000000000001" as UserId;
const VAULT = "0190a1b2-0000-7000-8000-00000000000a" as SystemId;
const view = (line: object, search: object = {}) =>
  presentAudit({
    seal: SEAL,
    openSeal: null,
    search: auditSearch.parse(search),
    entries: [
      {
        id: "7",
        entryId: "e",
        atMs: 0 as InstantMs,
        actorId: null,
        action: "systems.edit",
        outcome: "done",
        subject: "system",
        subjectId: VAULT,
        systemId: null,
        detail: { about: "Vault: owner" },
        ...line,
      },
    ],
    open: null,
    people: [{ id: ANA, name: "Ana Kovač", handle: "ana.kovac" }],
    systems: [{ id: VAULT, name: "Vault", slug: "vault" }],
    older: null,
    newer: null,
    hidden: 0,
    asOf: 0 as InstantMs,
  });
const row = (line: object) => view(line).rows[0];

test("who signs in is the person that the entry is about; who asks for a reset is nobody", () => {
  expect(row({ action: "people.sign-in", subject: "person", subjectId: ANA })?.who).toBe("Ana Kovač");
  const asked = row({ action: "people.ask-reset", subject: "person", subjectId: ANA });
  expect(asked?.who).toBeNull();
  expect(asked?.about).toBe("For Ana Kovač");
  expect(row({ action: "checklists.publish-built-in" })?.whoElse).toBe("Countersign itself");
});

test("a denial says that it was tried and why it was refused", () => {
  const denied = row({
    actorId: ANA,
    outcome: "denied",
    detail: { about: "systems.edit", reason: "Your role doesn't include this.", address: "10.0.0.7" },
  });
  expect(denied).toMatchObject({
    who: "Ana Kovač",
    words: "Tried: changed a system",
    about: "Your role doesn't include this.",
    address: "10.0.0.7",
  });
});

test("changes have names for ids; erased words are said to be erased", () => {
  const changed = row({ detail: { about: "x", before: { ownerId: null }, after: { ownerId: ANA } } });
  expect(changed?.changes).toEqual([{ field: "owner", before: null, after: "Ana Kovač" }]);
  expect(row({ detail: null })?.about).toContain("erased");
});

test("filters are named and each can be taken away, which goes back to the first page", () => {
  const search = { actor: ANA, action: "people.", q: "vault", before: "90", entry: "80" };
  const { filters } = view({}, search);
  expect(filters.map(({ name, value }) => `${name} ${value}`)).toEqual([
    "Words vault",
    "Person Ana Kovač",
    "Action People",
  ]);
  expect(filters[0]?.removeHref).toBe(`/audit?actor=${ANA}&action=people.`);
  expect(auditHref(auditSearch.parse(search), { entry: undefined })).toContain("before=90");
});
