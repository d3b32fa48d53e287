import { counted } from "@/lib/domain/kernel/counted";
import { withParams } from "@/lib/domain/kernel/query-of";
import {
  CAPABILITIES,
  CAPABILITY_KINDS,
  type Capability,
  type MembershipRole,
  ROLE_CAPABILITIES,
  ROLES,
  type Role,
} from "@/lib/domain/people/capability";
import { PERSON_STATUSES, type Person, type PersonStatus } from "@/lib/domain/people/person";
import { CAPABILITY_WORDS } from "@/lib/domain/people/words";

/** The search part of /people, as the address has it. */
export type PeopleSearch = {
  readonly q: string;
  readonly role: Role | null;
  readonly status: PersonStatus | null;
};

export type PeopleView = {
  readonly search: PeopleSearch;
  readonly people: readonly Person[];
  /** How many match; `people` holds the first of them. */
  readonly found: number;
  readonly all: number;
};

const SHOWN_MAX = 200;

/** The people that the address asks for. What can't be read in it is treated as not there. */
export function presentPeople(
  people: readonly Person[],
  address: { readonly q?: unknown; readonly role?: unknown; readonly status?: unknown },
): PeopleView {
  const search: PeopleSearch = {
    q: typeof address.q === "string" ? address.q.trim().slice(0, 100) : "",
    role: ROLES.find((role) => role === address.role) ?? null,
    status: PERSON_STATUSES.find((status) => status === address.status) ?? null,
  };
  const words = search.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = people.filter(
    (person) =>
      (!search.role || person.role === search.role) &&
      (!search.status || person.status === search.status) &&
      words.every((word) => `${person.name} ${person.email} @${person.handle}`.toLowerCase().includes(word)),
  );
  return { search, people: found.slice(0, SHOWN_MAX), found: found.length, all: people.length };
}

/** The address of /people with one part of its search changed; null takes it away. */
export function peopleHref(search: PeopleSearch, change: Partial<PeopleSearch>): string {
  return withParams("/people", { ...search, ...change });
}

export type CapabilityRow = {
  readonly capability: Capability;
  readonly words: string;
  readonly roles: Readonly<Record<Role, boolean>>;
};
export type CapabilityGroup = { readonly title: string; readonly rows: readonly CapabilityRow[] };

const KIND_WORDS = [
  ["read", "Read"],
  ["work", "Work"],
  ["approve", "Approve and audit"],
  ["administer", "Administer"],
] as const;

/** The permission table in words, straight from the table that decides. */
export function presentCapabilities(): readonly CapabilityGroup[] {
  return KIND_WORDS.map(([kind, title]) => ({
    title,
    rows: CAPABILITIES.filter((capability) => CAPABILITY_KINDS[capability] === kind).map((capability) => ({
      capability,
      words: CAPABILITY_WORDS[capability],
      roles: Object.fromEntries(
        ROLES.map((role) => [role, ROLE_CAPABILITIES[role].has(capability)]),
      ) as Record<Role, boolean>,
    })),
  }));
}

/** What a membership lets somebody do on its system, in one sentence, straight from the table that decides. */
export function presentMembership(membership: MembershipRole): string {
  if (membership === "none") return "The system is hidden from them";
  const can = ROLE_CAPABILITIES[membership];
  if (can.has("checklist:work")) return "Works its checklists and changes its facts";
  return can.has("checklist:comment") ? "Reads and comments" : "Reads everything of this system";
}

const BROWSERS = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChromium\//, "Chromium"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/\bcurl\//, "curl"],
] as const;
const SYSTEMS = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
] as const;

/** A browser's user agent in two words: "Chromium on Linux". It is what the browser says of itself, no proof. */
export function presentAgent(agent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : "An unknown browser");
}

/** "3 systems and 1 item", or null where nothing is owned. */
export function presentOwned(owned: { readonly systems: number; readonly items: number }): string | null {
  const parts = [
    ...(owned.systems > 0 ? [counted(owned.systems, "system")] : []),
    ...(owned.items > 0 ? [counted(owned.items, "checklist item")] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : null;
}
