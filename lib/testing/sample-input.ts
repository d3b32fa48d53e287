import type { z } from "zod";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Command } from "@/lib/server/command-spec";
import { PASSWORD } from "./people";

const ID = "0190a1b2-0000-7000-8000-000000000001";
const WORDS = "A few words that say enough.";

/** What fields of forms hold, most telling first: the first that a field takes is its sample. */
const VALUES: readonly unknown[] = [
  ID,
  WORDS,
  "zoe@example.com",
  "2027-01-31",
  "1",
  1,
  "a".repeat(43),
  "a".repeat(64),
  "https://example.com/scan",
  "approver",
  "design",
  "done",
  "accept",
  "mtls",
  "EUR",
  "justified",
  "design-to-implementation",
  "slug",
  "edge",
  "true",
  true,
  [],
  [ID],
  {},
];

/** What no value of its own says: fields that hold others, or that go together. */
const GIVEN: Readonly<Record<string, (systemId: SystemId) => object>> = {
  "architecture.save-elements": (systemId) => ({
    systemId,
    elements: [{ op: "save", kind: "zone", name: "Core", trust: 2, coordination: "none" }],
  }),
  "catalogue.set-strength": () => ({
    threat: "mitm",
    mechanism: "tls",
    function: "prevent",
    version: 0,
    strength: 1,
    basis: WORDS,
  }),
  "assets.add-data-classes": () => ({ additions: [{ id: ID, version: 1, dataClasses: ["payment"] }] }),
  "checklists.add-file": () => ({ bytes: new Uint8Array([1]) }),
  "checklists.edit-items": () => ({ items: [{ itemId: ID, version: 1 }], status: "done" }),
  "controls.save": (systemId) => ({ systemId, mechanism: "mtls", standing: "proposed", scope: [] }),
  "latency.save-path": (systemId) => ({
    systemId,
    name: "Buy",
    flows: "F1 > F2",
    percentile: "0.95",
    msLimit: "60",
  }),
  "people.require-factors": () => ({ roles: [], reason: WORDS }),
  "people.seed-organisation": () => ({
    people: [{ name: "Zoe", email: "zoe@example.com", role: "admin", password: PASSWORD }],
    policies: [],
  }),
  "people.sign-in": () => ({ to: "/" }),
  "people.sign-in-with-passkey": () => ({ to: "/" }),
  "policies.save": () => ({
    subject: "controls.retire",
    systemId: null,
    policy: DEFAULT_POLICY,
    reason: WORDS,
  }),
  "roi.save-loss-scenario": (systemId) => ({
    systemId,
    threat: "spoofing",
    ratePerYear: { p5: "1", p95: "2" },
    lossAmount: { p5: "1000", p95: "2000" },
    basis: WORDS,
  }),
  "systems.create": () => ({
    name: "Vault",
    slug: "vault",
    type: "edge",
    description: "",
    ownerId: ID,
    criticality: "2",
  }),
  "threats.state": () => ({ name: "Stolen laptop", likelihood: 3, places: [] }),
  "tokens.ask": () => ({ scopes: ["approvals:request"], validDays: "90" }),
};

type Shaped = z.ZodType & { readonly shape?: Readonly<Record<string, z.ZodType>> };

/** An input that a command reads without complaint, about a system; nothing else that it names exists. */
export function sampleInput({ meta }: Command<unknown>, systemId: SystemId): object {
  const given = GIVEN[meta.name]?.(systemId) ?? {};
  const { shape = {} } = meta.input as Shaped;
  const made = Object.entries(shape).flatMap(([name, field]) => {
    if (name === "systemId") return [[name, systemId] as const];
    if (field.safeParse(undefined).success) return [];
    const value = VALUES.find((one) => field.safeParse(one).success);
    return value === undefined ? [] : [[name, value] as const];
  });
  const input = { ...Object.fromEntries(made), ...given };
  const parsed = meta.input.safeParse(input);
  if (!parsed.success) throw new Error(`no sample of ${meta.name}: ${parsed.error.message}`);
  return input;
}
