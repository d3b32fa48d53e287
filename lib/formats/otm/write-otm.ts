import type { Asset, Component, Flow, Zone } from "@/lib/domain/architecture/element";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { PropertyValue } from "@/lib/domain/catalogue/property";
import type { State } from "@/lib/domain/checklists/vocabulary";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { PostureFacts } from "@/lib/domain/posture/facts";
import type { Finding } from "@/lib/domain/threats/derive-findings";
import { STRIDE_WORD } from "@/lib/domain/threats/words";
import { byElement, placeNames } from "../foreign/exported-places";
import { type ExportedThreat, exportedThreats } from "../foreign/exported-threats";

/** `trustRating`, 0 to 100, for each trust of ours. */
const RATING = [10, 30, 60, 80, 100] as const;
/** States of mitigations: only proof makes one implemented, for whoever reads the file. */
const STATE_WORD: Readonly<Record<State, string>> = {
  proven: "IMPLEMENTED",
  claimed: "CLAIMED",
  planned: "PLANNED",
  gap: "UNPROVEN",
  unknown: "UNKNOWN",
  "not-applicable": "NOT APPLICABLE",
};
const THREAT_STATE: Readonly<Record<ExportedThreat["status"], string>> = {
  open: "exposed",
  mitigated: "mitigated",
  "not-applicable": "not-applicable",
};
/** Confidentiality of the classes that need none, 0 to 100; all others need it most. */
const CONFIDENTIALITY: Readonly<Record<string, number>> = { public: 0, internal: 50 };

/**
 * Writes a system as an Open Threat Model 0.2.0 in JSON: trust zones, components, data flows, assets, and its threats with
 * what stands against them.
 *
 * - Beside what is worth protecting, the classes of data that elements name are assets too, marked as such. The worth of
 *   an asset is our 1 to 5 as 20 to 100, and 0 where nobody has said, which its attributes tell apart.
 * - Each threat is a definition of its own, and an instance at its component or data flow. One of a zone, a path or the
 *   whole system has no place in the format: it is only defined, and says what it concerns.
 * - `riskReduction` is what a mechanism takes off a threat at most today, in percent: 0 unless it is proven or claimed.
 * - `likelihood` and `impact` are our 1 to 5 as 20 to 100; an impact of 0 is not known.
 *
 * @param findings of this model, with their texts
 * @param facts of the same model on the same day
 * Source: Open Threat Model 0.2.0, JSON schema.
 */
export function writeOtm(model: SystemModel, findings: readonly Finding[], facts: PostureFacts): string {
  const threats = exportedThreats(model, findings, facts);
  const at = byElement(threats);
  const instances = (id: ElementId) => (at.get(id) ?? []).map(instanceOf);
  const assetsAt = (id: ElementId) =>
    model.assets.filter(({ places }) => places.includes(id)).map((asset) => asset.id);
  const placed = new Set<ElementId>([...model.components, ...model.flows].map(({ id }) => id));
  const names = placeNames(model);
  const document = {
    otmVersion: "0.2.0",
    project: { name: model.whole.name, id: model.whole.id },
    representations: [],
    assets: [...classesOf(model), ...model.assets.map(assetOf)],
    trustZones: model.zones.map(zoneOf),
    components: model.components.map((one) => ({
      ...componentOf(one, assetsAt(one.id)),
      threats: instances(one.id),
    })),
    dataflows: model.flows.map((one) => ({
      ...dataflowOf(one, assetsAt(one.id)),
      threats: instances(one.id),
    })),
    threats: threats.map((one) =>
      definitionOf(one, placed.has(one.elementId) ? null : (names.get(one.elementId) ?? null)),
    ),
    mitigations: mitigationsOf(threats),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The rating is coarser than it looks to others, so our own scale stands beside it. */
function zoneOf({ id, name, parentId, trust }: Zone) {
  return {
    id,
    name,
    ...(parentId === null ? {} : { parent: { trustZone: parentId } }),
    risk: { trustRating: RATING[trust] },
    attributes: { countersignTrust: String(trust) },
  };
}

/** @param kept ids of the assets that lie there: stored where the component stores data, else processed */
function componentOf({ id, name, zoneId, properties }: Component, kept: readonly ElementId[]) {
  const { kind, dataClasses, storesData } = properties;
  const isStore = storesData === true;
  return {
    id,
    name,
    type: typeof kind === "string" ? kind : "",
    parent: { trustZone: zoneId },
    assets: {
      processed: isStore ? [] : kept,
      stored: [...wordsOf(dataClasses), ...(isStore ? kept : [])],
    },
  };
}

function dataflowOf({ id, name, sourceId, targetId, properties }: Flow, carried: readonly ElementId[]) {
  const { protocol, dataClasses } = properties;
  return {
    id,
    name,
    source: sourceId,
    destination: targetId,
    bidirectional: false,
    assets: [...wordsOf(dataClasses), ...carried],
    tags: typeof protocol === "string" ? [protocol] : [],
  };
}

/** The classes of data that the system's components and flows name. */
function classesOf({ components, flows }: SystemModel) {
  const classes = new Set(
    [...components, ...flows].flatMap(({ properties }) => wordsOf(properties["dataClasses"])),
  );
  return [...classes].sort().map((name) => ({
    id: name,
    name,
    risk: {
      confidentiality: CONFIDENTIALITY[name] ?? 100,
      integrity: 50,
      availability: 50,
      comment: "By class of data; integrity and availability are not rated.",
    },
    attributes: { countersignClass: "yes" },
  }));
}

function assetOf({ id, name, note, worth, dataClasses }: Asset) {
  const { confidentiality, integrity, availability } = worth;
  const rating = (step: number | null) => (step ?? 0) * 20;
  return {
    id,
    name,
    description: note,
    risk: {
      confidentiality: rating(confidentiality),
      integrity: rating(integrity),
      availability: rating(availability),
      comment: "Worth of 1 to 5 as 20 to 100; 0 where nobody has said.",
    },
    attributes: {
      countersignWorth: [confidentiality, integrity, availability].map((step) => step ?? "-").join("/"),
      countersignDataClasses: dataClasses.join(","),
    },
  };
}

const wordsOf = (value: PropertyValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

function instanceOf({ id, status, answers }: ExportedThreat) {
  return {
    threat: id,
    state: THREAT_STATE[status],
    mitigations: answers.map(({ mechanism, state }) => ({ mitigation: mechanism, state: STATE_WORD[state] })),
  };
}

/** @param concerns what the threat is at, where the format has no place for it */
function definitionOf(threat: ExportedThreat, concerns: string | null) {
  const { id, title, description, stride, likelihood, impact, acceptedUntil } = threat;
  const lines = [
    description,
    concerns && `It concerns ${concerns}.`,
    acceptedUntil && `Two persons accepted it until ${acceptedUntil}.`,
  ];
  return {
    id,
    name: title,
    description: lines.filter(Boolean).join("\n"),
    categories: stride === null ? [] : [STRIDE_WORD[stride]],
    risk: {
      likelihood: likelihood * 20,
      impact: (impact ?? 0) * 20,
      impactComment: impact === null ? "Not known." : "Before any control.",
    },
  };
}

/** One for each mechanism that stands against any threat, however. */
function mitigationsOf(threats: readonly ExportedThreat[]) {
  const best = new Map<string, { readonly name: string; readonly credit: number }>();
  for (const { mechanism, name, credit } of threats.flatMap(({ answers }) => answers))
    best.set(mechanism, { name, credit: Math.max(credit, best.get(mechanism)?.credit ?? 0) });
  return [...best].map(([id, { name, credit }]) => ({ id, name, riskReduction: Math.round(credit * 100) }));
}
