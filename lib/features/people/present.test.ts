import { expect, test } from "vitest";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import { MEMBERSHIP_ROLES, ROLE_CAPABILITIES, ROLES } from "@/lib/domain/people/capability";
import type { Person } from "@/lib/domain/people/person";
import {
  peopleHref,
  presentAgent,
  presentCapabilities,
  presentMembership,
  presentOwned,
  presentPeople,
} from "./present";

const person = (name: string, over: Partial<Person> = {}): Person => ({
  id: name as UserId,
  name,
  handle: name.toLowerCase(),
  email: `${name.toLowerCase()}@example.com`,
  role: "engineer",
  status: "active",
  version: 1,
  sinceMs: 0 as InstantMs,
  ...over,
});
const people = [person("Ana", { role: "admin" }), person("Jonas"), person("Mei", { status: "locked" })];

test("people are found by every word, in name, address or handle", () => {
  const names = (address: Record<string, string>) =>
    presentPeople(people, address).people.map(({ name }) => name);
  expect(names({})).toEqual(["Ana", "Jonas", "Mei"]);
  expect(names({ q: "JON example" })).toEqual(["Jonas"]);
  expect(names({ q: "@mei" })).toEqual(["Mei"]);
  expect(names({ role: "admin" })).toEqual(["Ana"]);
  expect(names({ status: "locked", role: "engineer" })).toEqual(["Mei"]);
  expect(names({ role: "emperor", status: "", q: " " })).toHaveLength(3);
});

test("the address keeps what it does not change", () => {
  const { search } = presentPeople(people, { q: "a b", role: "admin" });
  expect(peopleHref(search, { role: null })).toBe("/people?q=a+b");
  expect(peopleHref(search, { q: "", role: null })).toBe("/people");
});

test("the table in words says exactly what the table that decides says", () => {
  const rows = presentCapabilities().flatMap((group) => group.rows);
  for (const role of ROLES)
    expect(new Set(rows.filter((row) => row.roles[role]).map((row) => row.capability))).toEqual(
      ROLE_CAPABILITIES[role],
    );
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/150.0 Safari/537.36",
    "Chromium on Linux",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
    "Safari on iPhone",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.1; rv:120.0) Firefox/120.0", "Firefox on macOS"],
  ["Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/120 Mobile Safari/537.36", "Chrome on Android"],
  ["curl/8.5", "curl"],
  ["", "An unknown browser"],
])("%s is %s", (agent, words) => {
  expect(presentAgent(agent)).toBe(words);
});

test("what somebody owns is counted in words", () => {
  expect(presentOwned({ systems: 0, items: 0 })).toBeNull();
  expect(presentOwned({ systems: 1, items: 12 })).toBe("1 system and 12 checklist items");
});

test("a membership is told by what it lets somebody do", () => {
  expect(Object.fromEntries(MEMBERSHIP_ROLES.map((role) => [role, presentMembership(role)]))).toEqual({
    none: "The system is hidden from them",
    viewer: "Reads everything of this system",
    engineer: "Works its checklists and changes its facts",
    approver: "Reads and comments",
    "security-lead": "Works its checklists and changes its facts",
  });
});
