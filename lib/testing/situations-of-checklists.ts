import { listItems } from "@/lib/db/checklists";
import { reader } from "@/lib/db/client";
import { listEvidence } from "@/lib/db/evidence";
import { listExceptions } from "@/lib/db/exceptions";
import { criteriaOf } from "@/lib/domain/gates/gate";
import { phaseGates } from "@/lib/server/catalogue";
import { freshItem } from "./checklist-items";
import { bareSystem } from "./checklist-templates";
import { run } from "./commands";
import { first, prepared, prove, REASON, type Scene, TERMS, today } from "./critical-scene";

/** Brings a scene to where one person is not enough; gives what to send then. */
export type Situation = (scene: Scene) => Promise<object>;

const MORE = "More proof";
let templates = 0;

/** A version of a checklist that asks for one more proof of mTLS. */
async function moreToProve({ by }: Scene, name: string, how: string): Promise<string> {
  const text = `id,phase,title,how,must,mechanisms,proves\nmore,operations,${MORE},${how},yes,mtls,mtls`;
  const file = { fileName: "more.csv", text, name, version: how };
  return (await run<{ versionId: string }>("checklists.import-template", file, by.caller)).versionId;
}

/** The item of that checklist on a system that works it, and the checklist's name. */
async function attached(scene: Scene) {
  const name = `More ${++templates}`;
  const versionId = await moreToProve(scene, name, "one");
  await prepared(scene, "checklists.attach-template", { systemId: scene.systemId, versionId });
  return { name, item: await itemOf(scene, ({ text }) => text.title === MORE) };
}

type Item = Awaited<ReturnType<typeof listItems>>[number];
const itemOf = async ({ systemId }: Scene, wanted: (item: Item) => boolean) =>
  first((await listItems(reader(), systemId, null)).filter(wanted));
const provesMtls = ({ text }: Item) => text.proves.includes("mtls");

/** What takes two persons on the checklists of a system. */
export const OF_CHECKLISTS: Readonly<Record<string, Situation>> = {
  "checklists.attach-template": async (scene) => {
    const versionId = await moreToProve(scene, `More ${++templates}`, "one");
    return { systemId: scene.systemId, versionId };
  },
  "checklists.delete-evidence": async (scene) => {
    const item = await itemOf(scene, provesMtls);
    const { id: evidenceId } = first(await listEvidence(reader(), item.id));
    return { systemId: scene.systemId, itemId: item.id, evidenceId, reason: REASON };
  },
  "checklists.edit-item": async (scene) => {
    const { id: itemId, version } = await itemOf(scene, provesMtls);
    return { systemId: scene.systemId, itemId, version, status: "to-do", reason: REASON };
  },
  "checklists.end-exception": async (scene) => {
    const { item } = await attached(scene);
    const target = { systemId: scene.systemId, itemId: item.id, version: item.version };
    const terms = { ...TERMS, kind: "not-applicable", ownerId: scene.by.id };
    await prepared(scene, "checklists.except-item", { ...target, ...terms });
    const { id: exceptionId } = first(await listExceptions(reader(), scene.systemId));
    return { systemId: scene.systemId, exceptionId, reason: REASON };
  },
  "checklists.except-item": async ({ by, systemId }) => {
    const item = await freshItem(systemId, by.caller, { must: true });
    return { systemId, itemId: item.id, version: item.version, ownerId: by.id, ...TERMS };
  },
  "checklists.pass-gate": async ({ by }) => {
    const systemId = await bareSystem(by.id);
    const { id: itemId, version } = await freshItem(systemId, by.caller, { must: true });
    await run("checklists.edit-item", { systemId, itemId, version, status: "done" }, by.caller);
    const proof = { title: "Review", url: "https://example.com/review", note: "", effectiveOn: today };
    await run("checklists.add-link", { systemId, itemId, ...proof }, by.caller);
    const gate = first(await phaseGates());
    const attested = criteriaOf(gate).map(({ id }) => id);
    return { systemId, gate: gate.id, attested, reason: REASON };
  },
  "checklists.upgrade-template": async (scene) => {
    const { name, item } = await attached(scene);
    await prove(scene, "mtls");
    const versionId = await moreToProve(scene, name, "two");
    return { systemId: scene.systemId, templateId: item.templateId, versionId };
  },
};
