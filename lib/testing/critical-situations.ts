import { randomUUID } from "node:crypto";
import { listItems, listItemsForCounting } from "@/lib/db/checklists";
import { inTransaction, reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import { insertPolicy } from "@/lib/db/policies";
import { findSystem } from "@/lib/db/systems";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { compiledRules } from "@/lib/server/catalogue";
import { freshItem } from "./checklist-items";
import { run } from "./commands";
import { type Known, somebody } from "./people";

/** A system with everything on it that a second person may have to decide about. */
export type Scene = { readonly by: Known; readonly systemId: SystemId };

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const REASON = "It has to be like this for now.";
const today = utcDateOf(Date.now() as InstantMs);
const TERMS = { kind: "accept", reason: REASON, expiresOn: addDays(today, 30) };

/** Two zones, three components, two flows that a path with a budget takes, and a proven control on both. */
export async function sceneOf(by: Known, slug: string): Promise<Scene> {
  const facts = {
    name: slug,
    slug,
    type: "microservices",
    description: "",
    ownerId: by.id,
    criticality: "2",
  };
  const { id: systemId } = await run<{ id: SystemId }>("systems.create", facts, by.caller);
  const save = (kind: string, rest: object) => ({ op: "save", kind, ...rest });
  const zone = (id: string, name: string, trust: number) =>
    save("zone", { id, name, trust, coordination: "none" });
  const component = (n: number, zoneId: string) =>
    save("component", { id: uuid(n), name: `Part ${n}`, zoneId });
  const flow = (from: number, to: number) => save("flow", { sourceId: uuid(from), targetId: uuid(to) });
  const elements = [
    zone(uuid(8), "Out", 0),
    zone(uuid(9), "Core", 2),
    component(1, uuid(8)),
    component(2, uuid(9)),
    component(3, uuid(9)),
    flow(1, 2),
    flow(2, 3),
  ];
  await run("architecture.save-elements", { systemId, elements }, by.caller);
  const path = { systemId, name: "Buy", flows: "F1 > F2", percentile: "0.95", msLimit: "60" };
  await run("latency.save-path", path, by.caller);
  const { flows } = await modelOf(systemId);
  const control = { systemId, mechanism: "mtls", standing: "in-place", scope: flows.map(({ id }) => id) };
  await run("controls.save", control, by.caller);
  await prove({ by, systemId }, "mtls");
  return { by, systemId };
}

export const modelOf = (systemId: SystemId): Promise<SystemModel> =>
  findModel(reader(), { id: systemId, name: "A scene" });

async function prove({ by, systemId }: Scene, mechanism: string): Promise<void> {
  const items = await listItemsForCounting(reader(), [systemId]);
  const proof = { title: "Scan", url: "https://example.com/scan", note: "", effectiveOn: addDays(today, -1) };
  for (const { id: itemId, version, text } of items)
    if (text.proves.includes(mechanism)) {
      await run("checklists.edit-item", { systemId, itemId, version, status: "done" }, by.caller);
      await run("checklists.add-link", { systemId, itemId, ...proof }, by.caller);
    }
}

const first = <T>(list: readonly T[]): T => {
  if (list[0] === undefined) throw new Error("the scene lacks something");
  return list[0];
};

/** For each command that a second person may have to sign: what to send so that one has to. Written by hand. */
export const SITUATIONS: Readonly<Record<string, (scene: Scene) => Promise<object>>> = {
  "policies.save": async ({ systemId }) => ({
    subject: "threats.accept-finding",
    systemId,
    policy: { ...DEFAULT_POLICY, delayS: 60, stepUpNeeded: false },
    reason: REASON,
  }),
  "policies.retire": async ({ systemId }) => {
    const facts = { subject: "latency.save-path", systemId };
    const policy = { ...DEFAULT_POLICY, stepUpNeeded: false };
    const { id, version } = await inTransaction((tx) => insertPolicy(tx, { ...facts, policy }));
    return { id, version, reason: REASON };
  },
  "architecture.save-elements": async ({ systemId }) => {
    const { id, name, sourceId, targetId, version } = first((await modelOf(systemId)).flows);
    const facts = { op: "save", kind: "flow", id, name, sourceId, targetId, version };
    return { systemId, elements: [{ ...facts, properties: { asynchronous: true } }], reason: REASON };
  },
  "checklists.except-item": async ({ by, systemId }) => {
    const item = await freshItem(systemId, by.caller, { must: true });
    return { systemId, itemId: item.id, version: item.version, ownerId: by.id, ...TERMS };
  },
  "controls.retire": async ({ systemId }) => {
    const { id, version } = first((await modelOf(systemId)).controls);
    return { systemId, id, version, reason: REASON };
  },
  "controls.save": async ({ systemId }) => {
    const { id, version, scope } = first((await modelOf(systemId)).controls);
    return { systemId, id, version, mechanism: "mtls", standing: "planned", scope, reason: REASON };
  },
  "latency.retire-path": async ({ systemId }) => {
    const { id, version } = first((await modelOf(systemId)).paths);
    return { systemId, id, version, reason: REASON };
  },
  "latency.save-path": async ({ systemId }) => {
    const { id, version, name } = first((await modelOf(systemId)).paths);
    const budget = { percentile: "0.95", msLimit: "90" };
    return { systemId, id, version, name, flows: "F1 > F2", ...budget, reason: REASON };
  },
  "people.change-role": async () => {
    const { id } = await somebody(`changes-${randomUUID()}`, "engineer");
    return { userId: id, version: 1, role: "approver", reason: REASON };
  },
  "people.invite": async () => {
    const email = `${randomUUID()}@example.com`;
    return { name: "Zoe Lind", email, role: "security-lead", reason: REASON };
  },
  "people.unlock": async ({ by }) => {
    const { id } = await somebody(`locked-${randomUUID()}`, "approver");
    await run("people.lock", { userId: id, version: 1 }, by.caller);
    return { userId: id, version: 2, reason: REASON };
  },
  "systems.archive": async ({ systemId }) => ({ systemId, reason: REASON }),
  "threats.accept-finding": async ({ by, systemId }) => {
    const system = await findSystem(reader(), systemId);
    if (!system) throw new Error("the scene is gone");
    const { findings } = deriveFindings(await modelOf(systemId), system, await compiledRules());
    const [ruleId, elementId] = first(findings).id.split("@");
    return { systemId, ruleId, elementId, ownerId: by.id, ...TERMS };
  },
};

/** Commands whose situation takes a stage of its own: the suite in which one person's word changes nothing. */
export const SHOWN_BY: Readonly<Record<string, string>> = {
  "checklists.attach-template": "lib/features/checklists/lost-proof.db.test.ts",
  "checklists.delete-evidence": "lib/features/gates/gates.db.test.ts",
  "checklists.edit-item": "lib/features/checklists/lost-proof.db.test.ts",
  "checklists.end-exception": "lib/features/checklists/lost-proof.db.test.ts",
  "checklists.pass-gate": "lib/features/gates/gates.db.test.ts",
  "checklists.upgrade-template": "lib/features/checklists/lost-proof.db.test.ts",
  "external.run": "lib/server/external.db.test.ts",
  "people.confirm-role": "lib/features/people/roles.db.test.ts",
  "people.make-reset-link": "lib/features/people/roles.db.test.ts",
  "people.require-factors": "lib/features/factors/factors.db.test.ts",
  "people.reset-factors": "lib/features/factors/factors.db.test.ts",
  "systems.edit": "lib/features/checklists/lost-proof.db.test.ts",
  "tokens.ask": "lib/server/external.db.test.ts",
};

/** Ways round: commands of one person that come near to what takes two, and a change by them that must be refused. */
export const WAYS_ROUND: readonly (readonly [string, string, (scene: Scene) => Promise<object>])[] = [
  [
    "a path is no element of a drawing",
    "architecture.save-elements",
    async ({ systemId }) => {
      const { id, version } = first((await modelOf(systemId)).paths);
      return { systemId, elements: [{ op: "retire", id, version }] };
    },
  ],
  [
    "nor is a control",
    "architecture.save-elements",
    async ({ systemId }) => {
      const { id, version } = first((await modelOf(systemId)).controls);
      return { systemId, elements: [{ op: "retire", id, version }] };
    },
  ],
  [
    "a control is no path",
    "latency.retire-path",
    async ({ systemId }) => {
      const { id, version } = first((await modelOf(systemId)).controls);
      return { systemId, id, version };
    },
  ],
  [
    "nor an assumption about losses",
    "roi.drop-loss-scenario",
    async ({ systemId }) => {
      const { id, version } = first((await modelOf(systemId)).controls);
      return { systemId, id, version };
    },
  ],
  [
    "a must-item is not put aside by hand",
    "checklists.edit-item",
    async (scene) => {
      const { id: itemId, version } = await mustItem(scene);
      return { systemId: scene.systemId, itemId, version, status: "not-applicable", reason: REASON };
    },
  ],
];

export async function mustItem({ by, systemId }: Scene) {
  return freshItem(systemId, by.caller, { must: true });
}

export const itemsOf = ({ systemId }: Scene) => listItems(reader(), systemId, null);
