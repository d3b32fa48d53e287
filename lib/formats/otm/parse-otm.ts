import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type {
  ImportedElement,
  ImportedModel,
  ImportedStatedThreat,
  ImportNote,
} from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { fieldsOf, lineOfText, listOf, NAME_MAX, type Note } from "../foreign/fields";
import { makeKeys } from "../foreign/keys";
import type { Recogniser } from "../foreign/recognise";
import { type FileRefusal, pathText, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { idOf } from "./ids";
import { componentsOf, flowsOf } from "./read-architecture";
import { assetElements, ratedAssets, readClasses } from "./read-assets";
import { controlsOf, isInPlace } from "./read-controls";
import { type Listed, placeComponents, readListed, readZones } from "./read-places";
import {
  likelihoodOf,
  noteOfInstance,
  readInstances,
  recogniseInstance,
  type ThreatInstance,
} from "./read-threats";

const SYSTEM_KEY = "system";
const VERSIONS: ReadonlySet<string> = new Set(["0.1.0", "0.2.0"]);

/**
 * Reads an Open Threat Model, from JSON or YAML: trust zones, components and data flows become the architecture, assets
 * assets, threats at them stated threats, mitigations that name a mechanism of the catalogue controls.
 *
 * A mitigation is an idea unless its state says that it is implemented, and what the file says it takes off the risk
 * counts for nothing. Parents may be nested and lead in circles (zones in zones stay so, components in components do
 * not), definitions may be missing; what can't be understood is noted with its line. Refused are files without any component, and files with more than a system holds.
 * Source: Open Threat Model 0.2.0, JSON schema.
 */
export function readOtmDocument(
  { data, lineOf }: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const file = fieldsOf(data);
  const notes: ImportNote[] = [];
  const note: Note = (path, message) => notes.push({ line: lineOf(path), path: pathText(path), message });
  const parts = partsOf(file, note);
  const trouble = troubleWith(parts);
  if (trouble)
    return refuseFile([{ line: lineOf([trouble.list]), path: trouble.list, message: trouble.message }]);
  const version = idOf(file["otmVersion"]);
  if (!VERSIONS.has(version))
    note(
      ["otmVersion"],
      "This version of the format is not known here: it is read like 0.2.0. Check the result.",
    );
  const project = fieldsOf(file["project"]);
  const systemName = lineOfText(project["name"], NAME_MAX);
  const id = idOf(project["id"]) || systemName;
  return ok({
    source: id ? `otm:${id}` : "otm",
    format: `Open Threat Model ${version}`.trim(),
    systemName,
    found: countFound(file, parts),
    elements: elementsOf(parts, systemName, recognise, { lineOf, note }),
    notes: notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  });
}

interface Parts {
  readonly zones: ReadonlyMap<string, Listed>;
  readonly components: ReadonlyMap<string, Listed>;
  readonly dataflows: ReadonlyMap<string, Listed>;
  readonly assets: ReadonlyMap<string, Listed>;
  readonly instances: readonly ThreatInstance[];
}

function partsOf(file: ReturnType<typeof fieldsOf>, note: Note): Parts {
  const listed = (list: string) => readListed(file[list], list, note);
  const components = listed("components");
  const dataflows = listed("dataflows");
  const owners = [...components.values(), ...dataflows.values()];
  return {
    zones: listed("trustZones"),
    components,
    dataflows,
    assets: listed("assets"),
    instances: readInstances(owners, listed("threats"), listed("mitigations"), note),
  };
}

function troubleWith({ zones, components, dataflows, assets, instances }: Parts) {
  if (components.size === 0)
    return {
      list: "components",
      message: "The file lists no components, so there is nothing to take: choose another file.",
    };
  const counts = [
    // One place is for the zone of what lies in none.
    ["trustZones", zones.size, ELEMENTS_MAX.zone - 1, "zones"],
    ["components", components.size, ELEMENTS_MAX.component, "components"],
    ["dataflows", dataflows.size, ELEMENTS_MAX.flow, "flows"],
    ["assets", ratedAssets(assets).length, ELEMENTS_MAX.asset, "assets"],
    ["threats", instances.length, ELEMENTS_MAX["stated-threat"], "stated threats"],
  ] as const;
  const over = counts.find(([, count, most]) => count > most);
  return over
    ? {
        list: over[0],
        message: `At most ${over[2]} ${over[3]} are read; this file has ${over[1]}: split it.`,
      }
    : null;
}

function countFound(
  file: ReturnType<typeof fieldsOf>,
  { instances }: Parts,
): Readonly<Record<string, number>> {
  const mitigations = instances.flatMap((one) => one.mitigations);
  const countOf = (list: string) => listOf(file[list]).length;
  return {
    trustZones: countOf("trustZones"),
    components: countOf("components"),
    dataflows: countOf("dataflows"),
    assets: countOf("assets"),
    representations: countOf("representations"),
    threats: countOf("threats"),
    mitigations: countOf("mitigations"),
    threatInstances: instances.length,
    mitigationInstances: mitigations.length,
    mitigationsInPlace: mitigations.filter(({ state }) => isInPlace(state)).length,
  };
}

interface Tools {
  readonly lineOf: LocatedDocument["lineOf"];
  readonly note: Note;
}

function elementsOf(
  parts: Parts,
  systemName: string,
  recognise: Recogniser,
  tools: Tools,
): readonly ImportedElement[] {
  const { lineOf, note } = tools;
  const zones = readZones(parts.zones, note);
  const zoneOf = placeComponents(parts.components, zones, note);
  const classes = readClasses(parts.assets, note);
  const components = componentsOf(parts.components, zoneOf, classes, tools);
  const flows = flowsOf(parts.dataflows, parts.components, classes, tools);
  const made = new Set([...components, ...flows].map(({ key }) => key));
  const assets = assetElements(
    parts.assets,
    [...parts.components.values(), ...parts.dataflows.values()],
    classes,
    { ...tools, keyOf: (owner) => (made.has(ownKeyOf(owner)) ? ownKeyOf(owner) : null) },
  );
  const placeOf = placesOf(made);
  const threats = threatsOf(parts.instances, placeOf, recognise, lineOf);
  const placed = parts.instances.flatMap(({ mitigations, owner, path }) =>
    mitigations.map((mitigation) => ({ mitigation, path, placeKey: placeOf(owner) })),
  );
  const controls = controlsOf(placed, recognise, lineOf);
  const isOnWhole =
    threats.some(({ placeKeys }) => placeKeys.includes(SYSTEM_KEY)) ||
    controls.some(({ scopeKeys }) => scopeKeys.includes(SYSTEM_KEY));
  const whole = {
    kind: "system" as const,
    key: SYSTEM_KEY,
    line: null,
    name: systemName || "The whole system",
    origin: null,
    properties: {},
  };
  const places = [...new Set([...zones.values(), ...zoneOf.values()])].map(
    ({ path, parentKey, ...zone }) => ({
      kind: "zone" as const,
      ...zone,
      line: path && lineOf(path),
      origin: null,
      ...(parentKey === undefined ? {} : { parentKey }),
      properties: {},
    }),
  );
  return [
    ...(isOnWhole ? [whole] : []),
    ...places,
    ...components,
    ...flows,
    ...controls,
    ...threats,
    ...assets,
  ];
}

const isFlow = ({ path }: Listed) => path[0] === "dataflows";
const ownKeyOf = (owner: Listed) => `${isFlow(owner) ? "flow" : "component"}:${owner.id}`;

/** Where what is said at a component or data flow belongs; for a flow that was left out, one of its ends or the whole. */
function placesOf(keys: ReadonlySet<string>): (owner: Listed) => string {
  return (owner) => {
    const ends = isFlow(owner) ? [idOf(owner.fields["source"]), idOf(owner.fields["destination"])] : [];
    const wanted = [ownKeyOf(owner), ...ends.map((end) => `component:${end}`)];
    return wanted.find((key) => keys.has(key)) ?? SYSTEM_KEY;
  };
}

function threatsOf(
  instances: readonly ThreatInstance[],
  placeOf: (owner: Listed) => string,
  recognise: Recogniser,
  lineOf: Tools["lineOf"],
): readonly ImportedStatedThreat[] {
  const ownKey = makeKeys();
  return instances.map((instance) => {
    const place = placeOf(instance.owner);
    const likelihood = likelihoodOf(instance.likelihood);
    return {
      kind: "stated-threat",
      key: ownKey(`threat:${instance.id}@${place}`),
      line: lineOf(instance.path),
      name: instance.name,
      origin: null,
      ...recogniseInstance(instance, recognise),
      ...(likelihood === undefined ? {} : { likelihood }),
      placeKeys: [place],
      note: noteOfInstance(instance),
    };
  });
}
