import "server-only";
import { listItems } from "@/lib/db/checklists";
import type { Read } from "@/lib/db/client";
import { findLayout } from "@/lib/db/diagram-layouts";
import { findModel } from "@/lib/db/model";
import { namesOf } from "@/lib/db/people";
import { findSystem } from "@/lib/db/systems";
import { flowsIn, printFlowTree } from "@/lib/domain/architecture/flow-tree";
import { defenceInDepth } from "@/lib/domain/architecture/lenses/defence-in-depth";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";
import { zonesToStandIn } from "@/lib/domain/architecture/zone-tree";
import { statedClaims } from "@/lib/domain/controls/stated-claims";
import type { SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import { EXPORT_FORMATS } from "@/lib/formats/model-file/write-model-file";
import { modelCatalogue } from "@/lib/server/catalogue";
import { layOutTopology } from "@/lib/server/layout";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture } from "@/lib/server/posture";
import { FORM_KINDS, type FormKind, presentArchitecture, presentProperties, refOf } from "./present";

async function readModel(read: Read, systemId: SystemId, today: UtcDate) {
  const system = await findSystem(read, systemId);
  if (!system) return null;
  const [model, catalogue, items] = await Promise.all([
    findModel(read, system),
    modelCatalogue(),
    listItems(read, systemId, null),
  ]);
  const validDaysOf = (mechanism: string) =>
    items.find((item) => item.text.proves.includes(mechanism))?.text.evidenceValidDays;
  const claims = statedClaims(model, catalogue.properties, validDaysOf, today);
  const people = await namesOf(read, statedBy(model));
  return { system, model, catalogue, claims, people };
}

const statedBy = (model: SystemModel) =>
  elementsOf(model).flatMap((element) =>
    "stated" in element ? Object.values(element.stated).map(({ by }) => by) : [],
  );

/** The architecture of a system: drawn, and as tables. */
export const loadArchitecture = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const found = await readModel(read, systemId, utcDateOf(asOf));
    if (!found) return null;
    const { system, model } = found;
    const isDrawn = model.components.length > 0;
    return {
      system,
      tables: presentArchitecture({ ...found, slug: system.slug }),
      drawing: isDrawn ? await layOutTopology(topologyGraph(model)) : null,
      isDrawn,
      quick: {
        component: presentProperties("component", null, found).first.filter(({ id }) => id === "kind"),
        flow: presentProperties("flow", null, found).first.filter(({ shape }) => shape.type === "enum"),
      },
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});

/** The form of one element; `number` is its readable number, or `new`. */
export const loadElementForm = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, asOf, systemId }, kindText: string, number: string) => {
    const kind = FORM_KINDS.find((one) => one === kindText);
    const found = kind && (await readModel(read, systemId, utcDateOf(asOf)));
    if (!kind || !found) return null;
    const { system, model } = found;
    const element = elementOf(model, kind, number);
    if (element === undefined) return null;
    const { slug } = system;
    return {
      kind,
      system: { id: system.id, slug, name: system.name },
      element: element && writtenElement(element, model),
      ...presentProperties(kind, element, found),
      zones: (kind === "zone" ? zonesToStandIn(model.zones, element?.id ?? null) : model.zones).map((zone) =>
        refOf(slug, zone),
      ),
      components: model.components.map((component) => refOf(slug, component)),
      flows: model.flows.map((flow) => refOf(slug, flow)),
    };
  },
});

type Described = Exclude<ReturnType<typeof elementOf>, null | undefined>;

/** Null for a new one, undefined where there is none. */
function elementOf(model: SystemModel, kind: FormKind, number: string) {
  if (kind === "system") return number === "1" ? model.whole : undefined;
  if (number === "new") return null;
  const all = { zone: model.zones, component: model.components, flow: model.flows, path: model.paths }[kind];
  return all.find((element) => String(element.number) === number);
}

/** An element as its form writes it. */
function writtenElement(element: Described, model: SystemModel) {
  const { id, kind, number, version, name, origin } = element;
  return {
    id,
    version: version === 0 ? "" : String(version),
    number,
    name,
    source: origin?.source ?? null,
    written: ownFields(element, model),
    kind,
  };
}

function ownFields(element: Described, model: SystemModel): Readonly<Record<string, string>> {
  switch (element.kind) {
    case "zone":
      return {
        parentId: element.parentId ?? "",
        trust: String(element.trust),
        coordination: element.coordination,
      };
    case "component":
      return { zoneId: element.zoneId };
    case "flow":
      return {
        sourceId: element.sourceId,
        targetId: element.targetId,
        callsPerRequest: String(element.callsPerRequest),
        msRoundTrip: element.msRoundTrip === null ? "" : String(element.msRoundTrip),
      };
    case "path":
      return {
        flows: printFlowTree(element.tree, (id) => model.flows.find((flow) => flow.id === id)?.number ?? 0),
        percentile: element.budget ? String(element.budget.percentile) : "",
        msLimit: element.budget ? String(element.budget.msLimit) : "",
      };
    case "system":
      return {};
  }
}

/** What the drawing board starts from: the model itself, where its parts stand, what forms ask, and what stands on what. */
export const loadDrawing = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const today = utcDateOf(asOf);
    const [found, posture] = await Promise.all([
      readModel(read, systemId, today),
      readPosture(read, systemId, today),
    ]);
    if (!found || !posture) return null;
    const { system, model, catalogue, claims, people } = found;
    return {
      system: { id: system.id, slug: system.slug, name: system.name },
      model: { zones: model.zones, components: model.components, flows: model.flows },
      paths: model.paths.map((path) => ({ ...refOf(system.slug, path), flowIds: flowsIn(path.tree) })),
      places: [...(await findLayout(read, systemId))],
      depth: defenceInDepth(posture.facts),
      forms: {
        properties: catalogue.properties.filter(({ owner }) => DRAWN_KINDS.has(owner)),
        claims,
        people: [...people].map(([id, { name }]) => [id, { name }] as const),
      },
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
      singleKeys: actor.singleKeys,
    };
  },
});

const DRAWN_KINDS: ReadonlySet<string> = new Set(["zone", "component", "flow"]);

/** Where a model is imported into. */
export const loadModelImport = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }) => {
    const system = await findSystem(read, systemId);
    return system && { id: system.id, slug: system.slug, name: system.name };
  },
});

/** A system with the formats that it can leave in. */
export const loadModelExport = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, systemId }) => {
    const system = await findSystem(read, systemId);
    const formats = Object.entries(EXPORT_FORMATS).map(([id, { name, use }]) => ({ id, name, use }));
    return system && { slug: system.slug, name: system.name, formats };
  },
});
