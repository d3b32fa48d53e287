import { listItems, listItemsForCounting } from "@/lib/db/checklists";
import { reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { freshItem } from "./checklist-items";
import { run } from "./commands";
import { byTwo } from "./critical";
import type { Known } from "./people";

/** A system with everything on it that a second person may have to decide about. */
export type Scene = {
  readonly by: Known;
  /** Signs what it takes to get there. */
  readonly second: UserId;
  readonly systemId: SystemId;
};

export const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
export const REASON = "It has to be like this for now.";
export const today = utcDateOf(Date.now() as InstantMs);
export const TERMS = { kind: "accept", reason: REASON, expiresOn: addDays(today, 30) };

/** Two zones, three components, two flows that a path with a budget takes, and a proven control on both. */
export async function sceneOf(by: Known, second: UserId, slug: string): Promise<Scene> {
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
  const scene = { by, second, systemId };
  await prove(scene, "mtls");
  return scene;
}

export const modelOf = (systemId: SystemId): Promise<SystemModel> =>
  findModel(reader(), { id: systemId, name: "A scene" });

/** Has everything proven that proves a mechanism there. */
export async function prove({ by, systemId }: Scene, mechanism: string): Promise<void> {
  const items = await listItemsForCounting(reader(), [systemId]);
  const proof = { title: "Scan", url: "https://example.com/scan", note: "", effectiveOn: addDays(today, -1) };
  for (const { id: itemId, version, text } of items)
    if (text.proves.includes(mechanism)) {
      await run("checklists.edit-item", { systemId, itemId, version, status: "done" }, by.caller);
      await run("checklists.add-link", { systemId, itemId, ...proof }, by.caller);
    }
}

/** The first of some that there have to be. */
export const first = <T>(list: readonly T[]): T => {
  if (list[0] === undefined) throw new Error("the scene lacks something");
  return list[0];
};

/** Does something on the way to a situation, with the second person where it takes one. */
export async function prepared({ by, second }: Scene, name: string, input: object): Promise<void> {
  if (!(await byTwo(name, input, by.id, second))) throw new Error(`the scene could not be set: ${name}`);
}

export async function mustItem({ by, systemId }: Scene) {
  return freshItem(systemId, by.caller, { must: true });
}

export const itemsOf = ({ systemId }: Scene) => listItems(reader(), systemId, null);
