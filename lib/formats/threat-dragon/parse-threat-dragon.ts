import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { makeNames } from "@/lib/domain/architecture/free-names";
import type {
  ImportedComponent,
  ImportedElement,
  ImportedFlow,
  ImportedModel,
  ImportedStatedThreat,
  ImportNote,
} from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { fieldsOf, lineOfText, NAME_MAX, type Note } from "../foreign/fields";
import { makeKeys } from "../foreign/keys";
import type { Recogniser } from "../foreign/recognise";
import { type FileRefusal, pathText, quoted, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { componentProperties, flowProperties } from "./cell-properties";
import { importedZones } from "./imported-zones";
import { cellFinder, type Joined, joinCells } from "./join-cells";
import { placeComponents } from "./place-cells";
import { type Cell, type Diagrams, readDiagrams } from "./read-cells";
import { type ReadThreat, readThreats } from "./read-threats";

const COMPONENT_KINDS: ReadonlySet<string> = new Set(["actor", "process", "store", "other"]);
const SYSTEM_KEY = "system";

/**
 * Reads a model of Threat Dragon, version 1 or 2, in JSON: actors, processes and stores become components in zones, flows
 * stay flows, threats become stated threats of what they are drawn at.
 *
 * Most files break the tool's own schema, so it is read loosely: what is not understood is noted with its line and left
 * out. What the tool says by default stays unknown; "Mitigated" is somebody's word and earns nothing. Refused are files
 * without any component, and files with more of them than a system holds.
 * Source: Threat Dragon's schemas v1 and v2, and files that its releases wrote.
 */
export function readThreatDragonDocument(
  { data, lineOf }: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const file = fieldsOf(data);
  const notes: ImportNote[] = [];
  const note: Note = (path, message) => notes.push({ line: lineOf(path), path: pathText(path), message });
  const diagrams = readDiagrams(fieldsOf(file["detail"]));
  const parts = partsOf(diagrams.cells);
  const trouble = troubleWith(parts);
  if (trouble)
    return refuseFile([{ line: lineOf(["detail", "diagrams"]), path: "detail.diagrams", message: trouble }]);
  noteDoubts(diagrams.cells, note);
  const threats = diagrams.cells.flatMap((cell) =>
    readThreats(cell, recognise, note).map((threat) => ({ cell, threat })),
  );
  const title = lineOfText(fieldsOf(file["summary"])["title"], NAME_MAX);
  const version = diagrams.isVersion1 ? "1" : lineOfText(file["version"], 20) || "2";
  return ok({
    source: title ? `threat-dragon:${title}` : "threat-dragon",
    format: `Threat Dragon ${version}`,
    systemName: title,
    found: countFound(diagrams, threats),
    elements: elementsOf(diagrams.cells, parts, threats, { title, lineOf, note }),
    notes: notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  });
}

/** What a file holds, before anything has a key. */
interface Parts {
  readonly components: readonly Joined[];
  readonly flows: readonly Cell[];
  readonly boxes: readonly Joined[];
  readonly threatCount: number;
}

function partsOf(cells: readonly Cell[]): Parts {
  const byName = ({ name }: Cell) => name.toLowerCase();
  return {
    components: joinCells(
      cells.filter(({ kind }) => COMPONENT_KINDS.has(kind)),
      byName,
    ),
    flows: cells.filter(({ kind }) => kind === "flow"),
    boxes: joinCells(
      cells.filter(({ kind }) => kind === "box"),
      byName,
    ),
    threatCount: cells.reduce((sum, { threats }) => sum + threats.length, 0),
  };
}

/** Asked before anything takes long. Two places are for the zones of what is drawn in no box. */
function troubleWith({ components, flows, boxes, threatCount }: Parts): string | null {
  if (components.length === 0)
    return "The file draws no actor, process or store, so there is nothing to take: choose another file.";
  const counts = [
    ["components", components.length, ELEMENTS_MAX.component],
    ["boundary boxes", boxes.length, ELEMENTS_MAX.zone - 2],
    ["flows", flows.length, ELEMENTS_MAX.flow],
    ["threats", threatCount, ELEMENTS_MAX["stated-threat"]],
  ] as const;
  const over = counts.find(([, count, most]) => count > most);
  return over ? `At most ${over[2]} ${over[0]} are read; this file has ${over[1]}: split it.` : null;
}

function noteDoubts(cells: readonly Cell[], note: Note): void {
  for (const { kind, path, data, name } of cells) {
    const called = name || `The ${kind}`;
    if (kind === "other")
      note(
        path,
        `${name || "A shape"} is of a kind that is not known here: it becomes a component. Check it.`,
      );
    if (data["outOfScope"] === true)
      note(
        path,
        `${called} is out of scope in the file; it is taken in all the same, since others reach it.`,
      );
  }
}

interface ThreatAt {
  readonly cell: Cell;
  readonly threat: ReadThreat;
}

function countFound(
  { count, cells }: Diagrams,
  threats: readonly ThreatAt[],
): Readonly<Record<string, number>> {
  const flows = cells.filter(({ kind }) => kind === "flow");
  const ofKind = (kind: Cell["kind"]) => cells.filter((cell) => cell.kind === kind).length;
  const ofStatus = (status: ReadThreat["status"]) =>
    threats.filter(({ threat }) => threat.status === status).length;
  return {
    diagrams: count,
    actors: ofKind("actor"),
    processes: ofKind("process"),
    stores: ofKind("store"),
    others: ofKind("other"),
    flows: flows.length,
    looseFlows: flows.filter(({ sourceId, targetId }) => sourceId === null || targetId === null).length,
    boundaries: ofKind("box") + ofKind("curve"),
    boundaryCurves: ofKind("curve"),
    threats: threats.length,
    threatsOpen: ofStatus("open"),
    threatsMitigated: ofStatus("mitigated"),
    threatsNotApplicable: ofStatus("not-applicable"),
    threatsOther: ofStatus("other"),
  };
}

interface Tools {
  readonly lineOf: LocatedDocument["lineOf"];
  readonly note: Note;
  readonly ownKey: (wanted: string) => string;
  /** Where what is said at a cell belongs: to its component or flow. */
  readonly keyOf: Map<Cell, string>;
}

function elementsOf(
  cells: readonly Cell[],
  parts: Parts,
  stated: readonly ThreatAt[],
  { title, lineOf, note }: Pick<Tools, "lineOf" | "note"> & { readonly title: string },
): readonly ImportedElement[] {
  const ownKey = makeKeys();
  ownKey(SYSTEM_KEY);
  const tools: Tools = { lineOf, note, ownKey, keyOf: new Map() };
  const placed = placeComponents(parts.components, cells, note);
  const zones = importedZones(placed, tools);
  const zoneKeys = placed.ofComponents.map((zone) => zones.get(zone)?.key ?? zone.key);
  const components = componentsOf(parts.components, zoneKeys, tools);
  const flows = flowsOf(parts.flows, components, parts.components, tools);
  const threats = threatsOf(stated, tools);
  const isOnWhole = threats.some(({ placeKeys }) => placeKeys.includes(SYSTEM_KEY));
  const whole = {
    kind: "system" as const,
    key: SYSTEM_KEY,
    line: null,
    name: title || "The whole system",
    origin: null,
    properties: {},
  };
  return [...(isOnWhole ? [whole] : []), ...zones.values(), ...components, ...flows, ...threats];
}

function componentsOf(
  components: readonly Joined[],
  zoneKeys: readonly string[],
  { ownKey, keyOf, lineOf }: Tools,
): readonly ImportedComponent[] {
  const ownName = makeNames();
  return components.map((one, index) => {
    const [first] = one.cells;
    const name = ownName(first.name || `Unnamed ${first.kind === "other" ? "shape" : first.kind}`);
    const key = ownKey(first.id || `component:${name}`);
    for (const cell of one.cells) keyOf.set(cell, key);
    return {
      kind: "component" as const,
      key,
      line: lineOf(first.path),
      name,
      origin: null,
      zoneKey: zoneKeys[index] ?? "",
      properties: componentProperties(one),
    };
  });
}

/** A flow that does not join two components is left out; what is said of it belongs to the end that is there. */
function flowsOf(
  cells: readonly Cell[],
  components: readonly ImportedComponent[],
  drawn: readonly Joined[],
  { lineOf, note, ownKey, keyOf }: Tools,
): readonly ImportedFlow[] {
  const names = new Map(components.map(({ key, name }) => [key, name]));
  const find = cellFinder(drawn.flatMap((one) => one.cells));
  const endOf = (diagram: number, id: string | null) => {
    const cell = find(diagram, id);
    return cell && (keyOf.get(cell) ?? null);
  };
  const joining = cells.flatMap((cell) => {
    const source = endOf(cell.diagram, cell.sourceId);
    const target = endOf(cell.diagram, cell.targetId);
    if (source !== null && target !== null && source !== target) return [{ cell, source, target }];
    const left = source ?? target;
    if (left !== null) keyOf.set(cell, left);
    note(cell.path, looseMessage(cell, source !== null && target !== null));
    return [];
  });
  const ends = new Map(joining.map(({ cell, source, target }) => [cell, { source, target }]));
  const signOf = (cell: Cell) =>
    JSON.stringify([ends.get(cell)?.source, ends.get(cell)?.target, cell.name.toLowerCase()]);
  return joinCells([...ends.keys()], signOf).map((one): ImportedFlow => {
    const [first] = one.cells;
    const { source = "", target = "" } = ends.get(first) ?? {};
    const name = first.name || `${names.get(source) ?? ""} to ${names.get(target) ?? ""}`.slice(0, NAME_MAX);
    const key = ownKey(first.id || `flow:${source} > ${target}`);
    for (const cell of one.cells) keyOf.set(cell, key);
    if (first.data["isBidirectional"] === true)
      note(
        first.path,
        `${quoted(name)} goes both ways; a flow here goes one way. Draw the way back if it matters.`,
      );
    return {
      kind: "flow",
      key,
      line: lineOf(first.path),
      name,
      origin: null,
      sourceKey: source,
      targetKey: target,
      msRoundTrip: null,
      properties: flowProperties(one, note),
    };
  });
}

function looseMessage({ name, sourceId, targetId }: Cell, isCircle: boolean): string {
  const called = name ? `The flow ${quoted(name)}` : "A flow";
  if (isCircle)
    return `${called} leads back to where it starts: it is left out, and its threats go to that component.`;
  const isLoose = sourceId === null || targetId === null;
  return `${called} ${isLoose ? "has a loose end" : "leads to what is no component"}: it is left out, and its threats go to its other end. Draw the flow by hand.`;
}

/** What is said at a boundary, a text or a flow without ends is about the whole system. */
function threatsOf(
  threats: readonly ThreatAt[],
  { lineOf, ownKey, keyOf }: Tools,
): readonly ImportedStatedThreat[] {
  return threats.map(({ cell, threat: { id, path, name, threat, stride, note } }) => {
    const place = keyOf.get(cell) ?? SYSTEM_KEY;
    return {
      kind: "stated-threat",
      key: ownKey(id ? `threat:${id}` : `threat:${place}:${name}`),
      line: lineOf(path),
      name,
      origin: null,
      threat,
      stride,
      placeKeys: [place],
      note,
    };
  });
}
