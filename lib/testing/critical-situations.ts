import { inTransaction, reader } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { findSystem } from "@/lib/db/systems";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import type { Caller } from "@/lib/server/caller";
import { compiledRules } from "@/lib/server/catalogue";
import { run } from "./commands";
import { first, modelOf, mustItem, prove, REASON, type Scene, TERMS } from "./critical-scene";
import { OF_CHECKLISTS, type Situation } from "./situations-of-checklists";
import { OF_PEOPLE } from "./situations-of-people";

async function there(systemId: SystemId) {
  const system = await findSystem(reader(), systemId);
  if (!system) throw new Error("the scene is gone");
  return system;
}

/** For each command that a second person may have to sign: what to send so that one has to. Written by hand. */
export const SITUATIONS: Readonly<Record<string, Situation>> = {
  ...OF_CHECKLISTS,
  ...OF_PEOPLE,
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
  "external.run": async ({ systemId }) => ({
    action: "deploy",
    systemId,
    about: "Deploy payments 4.2",
    payload: { version: "4.2", hosts: ["a", "b"] },
    reason: REASON,
  }),
  "systems.archive": async ({ systemId }) => ({ systemId, reason: REASON }),
  "systems.edit": async (scene) => {
    const { systemId, by } = scene;
    const { slug } = await there(systemId);
    const system = {
      name: slug,
      slug,
      type: "microservices",
      description: "",
      ownerId: by.id,
      criticality: 2,
    };
    const held = { systemId, version: 1, ...system, dataClasses: ["payment"] };
    await run("systems.edit", held, by.caller);
    const { id } = first((await modelOf(systemId)).components);
    const control = { systemId, mechanism: "encryption-at-rest", standing: "in-place", scope: [id] };
    await run("controls.save", control, by.caller);
    await prove(scene, "encryption-at-rest");
    return { ...held, version: 2, dataClasses: ["public"], reason: REASON };
  },
  "catalogue.set-strength": async () => ({
    threat: "mitm",
    mechanism: "tls",
    function: "prevent",
    version: await strengthVersion("mitm", "tls"),
    strength: 1,
    basis: `Our tests say so, ${Math.random()}.`,
  }),
  "threats.take-back": async ({ systemId, by }) => {
    const { id, version } = await statedThreat(systemId, by.caller);
    return { systemId, id, version, reason: REASON };
  },
  "threats.state": async ({ systemId, by }) => {
    const { id, version, name, threat, places } = await statedThreat(systemId, by.caller);
    return { systemId, id, version, name, threat, likelihood: 1, places, reason: REASON };
  },
  "threats.accept-finding": async ({ by, systemId }) => {
    const model = await modelOf(systemId);
    const { findings } = deriveFindings(model, await there(systemId), await compiledRules());
    const [ruleId, elementId] = first(findings).id.split("@");
    return { systemId, ruleId, elementId, ownerId: by.id, ...TERMS };
  },
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

async function statedThreat(systemId: SystemId, caller: Caller) {
  const { id } = first((await modelOf(systemId)).components);
  const said = { name: "Stolen laptop", threat: "leak", likelihood: 3, places: [id] };
  await run("threats.state", { systemId, ...said }, caller);
  return first((await modelOf(systemId)).statedThreats);
}

async function strengthVersion(threat: string, mechanism: string): Promise<number> {
  const row = await reader().sql.ownStrength.findFirst({ where: { threat, mechanism, function: "prevent" } });
  return row?.version ?? 0;
}
