import type { Component, Flow, Zone } from "@/lib/domain/architecture/element";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import { zoneTree } from "@/lib/domain/architecture/zone-tree";
import { choiceWord } from "@/lib/domain/catalogue/property-words";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import type { Finding } from "@/lib/domain/threats/derive-findings";
import { STRIDE_WORD } from "@/lib/domain/threats/words";
import { isStore } from "../foreign/component-kind";
import { byElement, placeNames } from "../foreign/exported-places";
import { type ExportedThreat, exportedThreats } from "../foreign/exported-threats";
import { type Grid, layOut } from "./diagram-grid";
import type { Box } from "./read-cells";

/** The release whose files these are like. */
const VERSION = "2.3.0";
const STATUS: Readonly<Record<ExportedThreat["status"], string>> = {
  open: "Open",
  mitigated: "Mitigated",
  "not-applicable": "NotApplicable",
};
/** For levels 1 to 5 of what is left. */
const SEVERITY = ["Low", "Low", "Medium", "High", "Critical"] as const;
const ACTORS: ReadonlySet<unknown> = new Set(["client", "third-party"]);
const STORES: ReadonlySet<unknown> = new Set(["cache", "queue", "key-store"]);

/**
 * Writes a system as a Threat Dragon 2 model in JSON with one diagram: zones as boundary boxes (one in another where they stand so), components as actors,
 * processes and stores, flows, and its threats at what they threaten. Those of a path or of the whole system are at a
 * text, since the tool has no other place for them. Assets stay behind: it has none.
 *
 * "Mitigated" are only threats against which valid proof stands. Severity is the level of what is left of the threat,
 * "TBD" where nobody knows.
 *
 * @param findings of this model, with their texts
 * @param facts of the same model on the same day
 * Source: Threat Dragon's schema v2, and files that its releases wrote: they have threats under `data`.
 */
export function writeThreatDragon(
  model: SystemModel,
  findings: readonly Finding[],
  facts: PostureFacts,
): string {
  const threats = exportedThreats(model, findings, facts);
  const cells = cellsOf(model, threats);
  const document = {
    version: VERSION,
    summary: { title: model.whole.name, owner: "", description: "", id: 0 },
    detail: {
      contributors: [],
      diagrams: [
        {
          id: 0,
          title: model.whole.name,
          description: "",
          diagramType: "STRIDE",
          placeholder: "",
          thumbnail: "./public/content/images/thumbnail.stride.jpg",
          version: VERSION,
          cells: cells.map((cell, index) => ({ ...cell, zIndex: index + 1, visible: true })),
        },
      ],
      diagramTop: 1,
      reviewer: "",
      threatTop: threats.length,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type ThreatsAt = (id: ElementId) => { readonly threats: readonly object[]; readonly hasOpenThreats: boolean };

function cellsOf(model: SystemModel, threats: readonly ExportedThreat[]): readonly object[] {
  const { zones, components, flows, whole } = model;
  const grid = layOut(zones, components);
  const numbers = new Map(threats.map(({ id }, index) => [id, index + 1]));
  const listed = (some: readonly ExportedThreat[], concerns: ReadonlyMap<ElementId, string>) => ({
    threats: some.map((one) => threatOf(one, numbers.get(one.id) ?? 0, concerns.get(one.elementId) ?? null)),
    hasOpenThreats: some.some(({ status }) => status === "open"),
  });
  const at = byElement(threats);
  const drawn = new Set<ElementId>([...zones, ...components, ...flows].map(({ id }) => id));
  const threatsAt: ThreatsAt = (id) => listed(at.get(id) ?? [], new Map());
  const placeless = threats.filter(({ elementId }) => !drawn.has(elementId));
  const ofWhole = listed(placeless, placeNames(model));
  return [
    ...zoneTree(zones).outerFirst.map((zone) => zoneCell(zone, grid, threatsAt)),
    ...components.map((component) => componentCell(component, grid, threatsAt)),
    ...flows.map((flow) => flowCell(flow, threatsAt)),
    ...(placeless.length > 0 ? [textCell(whole.id, ofWhole)] : []),
  ];
}

const NOWHERE: Box = { x: 0, y: 0, width: 160, height: 80 };
const placed = ({ x, y, width, height }: Box = NOWHERE) => ({
  position: { x, y },
  size: { width, height },
});

function zoneCell({ id, name }: Zone, grid: Grid, threatsAt: ThreatsAt) {
  return {
    id,
    shape: "trust-boundary-box",
    ...placed(grid.zones.get(id)),
    attrs: { label: { text: name } },
    data: { type: "tm.BoundaryBox", name, description: "", isTrustBoundary: true, ...threatsAt(id) },
  };
}

function componentCell(component: Component, grid: Grid, threatsAt: ThreatsAt) {
  const { id, name } = component;
  const { shape, data } = shapeOf(component);
  return {
    id,
    shape,
    ...placed(grid.components.get(id)),
    attrs: { text: { text: name } },
    data: {
      name,
      description: "",
      isTrustBoundary: false,
      outOfScope: false,
      reasonOutOfScope: "",
      ...data,
      ...threatsAt(id),
    },
  };
}

function shapeOf({ properties }: Component) {
  const { kind, storesData, storesCredentials, encryptedAtRest, holdsValue, dataClasses } = properties;
  if (ACTORS.has(kind)) return { shape: "actor", data: { type: "tm.Actor", providesAuthentication: false } };
  const isEncrypted = encryptedAtRest === "volume" || encryptedAtRest === "application";
  if (storesData === true || STORES.has(kind) || isStore(String(kind)))
    return {
      shape: "store",
      data: {
        type: "tm.Store",
        isALog: kind === "log-store",
        storesCredentials: storesCredentials === true,
        storesInventory: holdsValue === true,
        isEncrypted,
        isSigned: properties["logTamperEvident"] === true,
      },
    };
  return {
    shape: "process",
    data: {
      type: "tm.Process",
      handlesCardPayment: Array.isArray(dataClasses) && dataClasses.includes("payment"),
      handlesGoodsOrServices: holdsValue === true,
      isWebApplication: kind === "service",
      privilegeLevel: "",
    },
  };
}

function flowCell({ id, name, sourceId, targetId, properties }: Flow, threatsAt: ThreatsAt) {
  const { protocol, encryption, publicNetwork } = properties;
  return {
    id,
    shape: "flow",
    connector: "smooth",
    source: { cell: sourceId },
    target: { cell: targetId },
    vertices: [],
    labels: [{ position: 0.5, attrs: { labelText: { text: name } } }],
    attrs: { line: { targetMarker: { name: "block" }, sourceMarker: { name: "" } } },
    data: {
      type: "tm.Flow",
      name,
      description: "",
      isTrustBoundary: false,
      outOfScope: false,
      reasonOutOfScope: "",
      protocol: typeof protocol === "string" ? choiceWord(protocol) : "",
      isBidirectional: false,
      isEncrypted: encryption === "tls" || encryption === "app",
      isPublicNetwork: publicNetwork === true,
      ...threatsAt(id),
    },
  };
}

function textCell(id: ElementId, ofWhole: ReturnType<ThreatsAt>) {
  const name = "Of paths and the whole system";
  return {
    id,
    shape: "td-text-block",
    position: { x: 0, y: 0 },
    size: { width: 240, height: 40 },
    attrs: { text: { text: name } },
    data: { type: "tm.Text", name, ...ofWhole },
  };
}

/** @param concerns what the threat is at, where the diagram has no shape for it */
function threatOf(threat: ExportedThreat, number: number, concerns: string | null) {
  const { id, title, stride, status, level, description, likelihood, answers, acceptedUntil } = threat;
  const lines = [
    ...answers.map(({ name, state }) => `${name}: ${choiceWord(state)}.`),
    acceptedUntil && `Two persons accepted it until ${acceptedUntil}.`,
  ];
  return {
    id,
    number,
    title,
    status: STATUS[status],
    severity: level === null ? "TBD" : SEVERITY[level - 1],
    score: `Likelihood ${likelihood} of 5`,
    type: stride === null ? "" : STRIDE_WORD[stride],
    modelType: "STRIDE",
    description: [description, concerns && `It concerns ${concerns}.`].filter(Boolean).join("\n"),
    mitigation: lines.filter(Boolean).join("\n"),
  };
}
