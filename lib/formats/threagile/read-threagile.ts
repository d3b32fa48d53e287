import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type {
  ImportedComponent,
  ImportedElement,
  ImportedModel,
} from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type Fields, fieldsOf, lineOfText, listOf, type Note, nameOf } from "../foreign/fields";
import { wholeSystem } from "../foreign/imported-parts";
import { openNotebook } from "../foreign/notebook";
import type { Recogniser } from "../foreign/recognise";
import { refuseAt, refuseTooMany } from "../foreign/refuse-at";
import { type FileRefusal, quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { placesIn } from "./places";
import { type Asset, readAssets } from "./read-assets";
import { type Placed, readBoundaries } from "./read-boundaries";
import { dataAssetElements, readDataAssets } from "./read-data-assets";
import { linksOf, readLinks } from "./read-links";
import { readIndividualRisks, readTrackedRisks } from "./read-risks";

const countOf = (value: unknown) => Object.keys(fieldsOf(value)).length;

/** Whether a document is a Threagile model, by what it holds. */
export function isThreagile(data: unknown): boolean {
  const fields = fieldsOf(data);
  return "threagile_version" in fields || ("technical_assets" in fields && "trust_boundaries" in fields);
}

/**
 * Reads a Threagile model: technical assets become components, trust boundaries zones, communication links flows, data
 * assets assets; tracked and individual risks become stated threats, whose status in the file is only words of their notes.
 *
 * Words are read loosely, since files keep those of older versions; an unknown one leaves its property open and is noted.
 * Other files that it includes are never fetched. The risks that Threagile would find are not in the file: our rules
 * derive our own. Source: schema.json of Threagile 1.0 (threagile.io).
 */
export function readThreagileDocument(
  document: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const { data, lineOf } = document;
  const model = fieldsOf(data);
  const { note, read } = openNotebook(lineOf);
  const dataAssets = readDataAssets(model, note);
  if (!dataAssets) return refuseTooMany(document, ["data_assets"], "asset");
  const classes = new Map([...dataAssets].map(([id, one]) => [id, one.classes]));
  const assets = readAssets(model, classes, note);
  if (!assets) return refuseTooMany(document, ["technical_assets"], "component");
  if (assets.size === 0)
    return refuseAt(
      document,
      ["technical_assets"],
      "The file lists no technical assets. Where they stand in files that it includes, put them into this one.",
    );
  const placed = readBoundaries(model, assets, note, lineOf);
  if (!placed) return refuseTooMany(document, ["trust_boundaries"], "zone");
  const flows = readLinks({ assets, classes, note, lineOf });
  if (!flows) return refuseTooMany(document, ["technical_assets"], "flow");
  const names = new Map(
    [...assets.values(), ...flows.map(({ key, name }) => ({ id: key, name }))].map((one) => [
      one.id,
      one.name,
    ]),
  );
  const risks = {
    places: placesIn(model, assets, flows, placed),
    nameOf: (key: string) => names.get(key) ?? key,
    recognise,
    note,
    lineOf,
  };
  if (countOf(model["risk_tracking"]) > ELEMENTS_MAX["stated-threat"])
    return refuseTooMany(document, ["risk_tracking"], "stated-threat");
  const tracked = readTrackedRisks(model, risks);
  const individual = readIndividualRisks(model, risks);
  const threats = distinct([...tracked, ...individual], note);
  if (threats.length > ELEMENTS_MAX["stated-threat"])
    return refuseTooMany(document, ["individual_risk_categories"], "stated-threat");
  noteRest(model, note);
  const title = nameOf(model["title"]);
  return ok({
    source: title ? `threagile:${title}` : "threagile",
    format: `Threagile ${versionOf(model)}`.trim(),
    systemName: title,
    found: {
      technicalAssets: countOf(model["technical_assets"]),
      trustBoundaries: countOf(model["trust_boundaries"]),
      communicationLinks: [...assets.values()].reduce((sum, asset) => sum + linksOf(asset).length, 0),
      dataAssets: countOf(model["data_assets"]),
      sharedRuntimes: countOf(model["shared_runtimes"]),
      trackedRisks: tracked.length,
      individualRisks: individual.length,
      abuseCases: countOf(model["abuse_cases"]),
      securityRequirements: countOf(model["security_requirements"]),
      questions: countOf(model["questions"]),
    },
    elements: [
      ...(threats.length > 0 ? [wholeSystem(title)] : []),
      ...placed.zones,
      ...componentsOf(assets, placed, lineOf),
      ...flows,
      ...threats,
      ...distinct(dataAssetElements(dataAssets, assets, flows, { lineOf, note }), note),
    ],
    notes: read(),
  });
}

/** A version without second point is a number to YAML. */
function versionOf({ threagile_version: version }: Fields): string {
  return lineOfText(typeof version === "number" ? String(version) : version, 20);
}

function componentsOf(
  assets: ReadonlyMap<string, Asset>,
  { zoneOf }: Placed,
  lineOf: LocatedDocument["lineOf"],
): readonly ImportedComponent[] {
  return [...assets.values()].map(({ id, name, path, properties }) => ({
    kind: "component",
    key: id,
    line: lineOf(path),
    name,
    origin: null,
    zoneKey: zoneOf.get(id) ?? "",
    properties,
  }));
}

/** Two titles may fold into one key: the first counts. */
function distinct<E extends ImportedElement>(elements: readonly E[], note: Note): readonly E[] {
  const byKey = new Map<string, E>();
  for (const element of elements) {
    if (byKey.has(element.key))
      note([], `${quoted(element.name)} stands there twice under one name: left out once.`);
    else byKey.set(element.key, element);
  }
  return [...byKey.values()];
}

/** What is read by people, and what is in other files. */
function noteRest(model: Fields, note: Note): void {
  if (model["includes"] !== undefined && model["includes"] !== null)
    note(
      ["includes"],
      `${listOf(model["includes"]).length} other files are included. They are never fetched: put what they hold into this file.`,
    );
  const parts: readonly (readonly [string, string])[] = [
    ["abuse_cases", "abuse cases"],
    ["security_requirements", "security requirements"],
    ["questions", "questions"],
    ["shared_runtimes", "shared runtimes"],
  ];
  for (const [part, words] of parts) {
    const count = countOf(model[part]);
    if (count > 0) note([part], `${count} ${words} are no part of an architecture here: left out.`);
  }
}
