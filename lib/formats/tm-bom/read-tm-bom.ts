import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type Fields, fieldsOf, lineOfText, listOf, type Note, nameOf } from "../foreign/fields";
import { foldedWord } from "../foreign/folded-word";
import { wholeSystem } from "../foreign/imported-parts";
import { openNotebook } from "../foreign/notebook";
import type { Recogniser } from "../foreign/recognise";
import { refuseAt, refuseTooMany } from "../foreign/refuse-at";
import type { FileRefusal } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Entry, entriesOf, refsIn } from "./entries";
import { readArchitecture } from "./read-architecture";
import { readControls } from "./read-controls";
import { dataSetElements, readDataSets } from "./read-data-sets";
import { readFlows } from "./read-flows";
import { readThreats } from "./read-threats";

const LIMITS = [
  ["trust_zones", "zone"],
  ["components", "component"],
  ["data_stores", "component"],
  ["actors", "component"],
  ["data_flows", "flow"],
  ["threats", "stated-threat"],
  ["controls", "control"],
  ["data_sets", "asset"],
] as const;

/** Whether a document is a threat model of the OWASP library, by what it holds. */
export function isTmBom(data: unknown): boolean {
  const fields = fieldsOf(data);
  const { $schema: schema } = fields;
  if (typeof schema === "string" && schema.includes("threat-model-library")) return true;
  return "scope" in fields && "trust_zones" in fields && "data_flows" in fields;
}

/**
 * Reads a threat model of the OWASP threat model library (TM-BOM): trust zones, components, data stores and actors with
 * their flows, data sets as assets, threats as stated threats, and those controls that the catalogue knows.
 *
 * Only an active control is taken as in place, and even that earns nothing until it is proven. The levels of risks are
 * words: here they are computed. Source: schema v1.0.2 of owasp.org/www-project-threat-model-library.
 */
export function readTmBomDocument(
  document: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const { data, lineOf } = document;
  const bom = fieldsOf(data);
  for (const [list, kind] of LIMITS)
    if (listOf(bom[list]).length > ELEMENTS_MAX[kind]) return refuseTooMany(document, [list], kind);
  const { note, read } = openNotebook(lineOf);
  const dataSets = readDataSets(bom, note);
  const { zones, components } = readArchitecture(bom, dataSets, note, lineOf);
  if (components.length === 0)
    return refuseAt(
      document,
      ["components"],
      "The file describes no components, data stores or actors: add them.",
    );
  if (zones.length > ELEMENTS_MAX.zone) return refuseTooMany(document, ["trust_zones"], "zone");
  if (components.length > ELEMENTS_MAX.component) return refuseTooMany(document, ["components"], "component");
  const flows = readFlows(bom, components, note, lineOf);
  const entries = entriesOf(bom, "controls", note);
  const controls = readControls(entries, { components, flows, recognise, note, lineOf });
  const keys = new Set(components.map(({ key }) => key));
  const assets = dataSetElements(dataSets, keys, note, lineOf);
  const threats = readThreats({ bom, controls: entries, components: keys, recognise, note, lineOf });
  noteRest(bom, note);
  const title = nameOf(fieldsOf(bom["scope"])["title"]);
  return ok({
    source: title ? `tm-bom:${title}` : "tm-bom",
    format: `TM-BOM ${versionOf(bom)}`.trim(),
    systemName: title,
    found: countsOf(bom, entries),
    elements: [wholeSystem(title), ...zones, ...components, ...flows, ...controls, ...threats, ...assets],
    notes: read(),
  });
}

/** The version of the schema, which stands in its address; the field `version` is that of the model itself. */
function versionOf({ $schema: schema }: Fields): string {
  return (typeof schema === "string" && /\/v(\d+\.\d+)[./]/.exec(schema.slice(0, 500))?.[1]) || "1.0";
}

function countsOf(bom: Fields, controls: ReadonlyMap<string, Entry>): ImportedModel["found"] {
  const count = (list: string) => listOf(bom[list]).length;
  const active = [...controls.values()].filter(({ fields }) => foldedWord(fields["status"]) === "active");
  const covered = new Set(active.flatMap(({ fields }) => refsIn(fields["threats"])));
  return {
    trustZones: count("trust_zones"),
    trustBoundaries: count("trust_boundaries"),
    components: count("components"),
    dataStores: count("data_stores"),
    actors: count("actors"),
    dataSets: count("data_sets"),
    dataFlows: count("data_flows"),
    threats: count("threats"),
    threatsUncovered: listOf(bom["threats"]).filter(
      (one) => !covered.has(lineOfText(fieldsOf(one)["symbolic_name"], 300)),
    ).length,
    controls: count("controls"),
    controlsActive: active.length,
    risks: count("risks"),
    assumptions: count("assumptions"),
  };
}

/** Parts of the format that say nothing about an architecture; diagrams are never drawn. */
function noteRest(bom: Fields, note: Note): void {
  for (const part of ["assumptions", "diagrams", "threat_personas", "mitigation_plans"]) {
    const count = listOf(bom[part]).length;
    if (count > 0)
      note([part], `${count} entries under ${part} are no part of an architecture here: left out.`);
  }
}
