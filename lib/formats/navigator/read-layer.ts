import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { ImportedModel, ImportedStatedThreat } from "@/lib/domain/architecture/imported-model";
import { ok, type Result } from "@/lib/domain/kernel/result";
import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  NAME_MAX,
  type Note,
  nameOf,
  type Path,
  proseOf,
} from "../foreign/fields";
import { statedThreat, WHOLE_KEY, wholeSystem } from "../foreign/imported-parts";
import { openNotebook } from "../foreign/notebook";
import type { KnownTechnique, Recogniser } from "../foreign/recognise";
import { refuseAt, refuseTooMany } from "../foreign/refuse-at";
import { type FileRefusal, quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";

/** Words for the domain that the catalogue has techniques of, the older one too. */
const ENTERPRISE: readonly unknown[] = ["enterprise-attack", "mitre-enterprise"];
const TECHNIQUE_ID = /^T\d{4}(\.\d{3})?$/;
const IDS_SHOWN_MAX = 400;

/** Whether a document is a layer of the ATT&CK Navigator, by what it holds. */
export function isLayer(data: unknown): boolean {
  const { techniques, domain, versions } = fieldsOf(data);
  if (!Array.isArray(techniques)) return false;
  return (typeof domain === "string" && /attack|^mitre-/.test(domain)) || "layer" in fieldsOf(versions);
}

/**
 * Reads a layer of the ATT&CK Navigator: techniques that a threat of the catalogue uses become stated threats on the whole
 * system; the others are named in one note. A sub-technique that the catalogue does not have counts as its parent.
 *
 * A score is what its author meant by it, so it is a word of the note: none is not 0, a colour set by hand is shown
 * instead of it, and disabled techniques are left out. Source: layer file format 3.0 to 4.5 of attack-navigator.
 */
export function readLayerDocument(
  document: LocatedDocument,
  recognise: Recogniser,
): Result<ImportedModel, FileRefusal> {
  const { data, lineOf } = document;
  const layer = fieldsOf(data);
  const version = versionOf(layer);
  if (version !== "" && !/^[34](\.|$)/.test(version))
    return refuseAt(
      document,
      "version" in layer ? ["version"] : ["versions", "layer"],
      `Layers of the formats 3.0 to 4.5 are read, not ${quoted(version)}: open it in the Navigator and save it again.`,
    );
  const { note, read } = openNotebook(lineOf);
  if (version === "") note([], "The layer does not say which format it has. Check what was read.");
  if (!ENTERPRISE.includes(layer["domain"]))
    note(
      ["domain"],
      `The catalogue has techniques of Enterprise ATT&CK, not of ${quoted(layer["domain"] ?? "nothing")}.`,
    );
  const entries = entriesOf(layer);
  const enabled = entries.filter(({ fields }) => fields["enabled"] !== false);
  const known = knownTechniques(enabled, recognise, note);
  if (known.length > ELEMENTS_MAX["stated-threat"])
    return refuseTooMany(document, ["techniques"], "stated-threat");
  noteScores(layer, enabled, note);
  const name = nameOf(layer["name"]);
  return ok({
    source: name ? `attack-navigator:${name}` : "attack-navigator",
    format: `ATT&CK Navigator layer ${version}`.trim(),
    systemName: "",
    found: {
      techniques: entries.length,
      techniquesScored: entries.filter(({ score }) => score !== null).length,
      techniquesDisabled: entries.length - enabled.length,
      techniquesKnown: known.reduce((sum, { entries: own }) => sum + own.length, 0),
    },
    elements: [
      ...(known.length > 0 ? [wholeSystem(name)] : []),
      ...known.map((one) => threatOf(one, name, lineOf)),
    ],
    notes: read(),
  });
}

/** Layers before 4.0 have one version, later ones several. */
function versionOf({ version, versions }: Fields): string {
  const own = fieldsOf(versions)["layer"] ?? version;
  return lineOfText(typeof own === "number" ? String(own) : own, 20);
}

/** A technique in a layer; one may stand there several times, for each tactic. */
interface Entry {
  readonly id: string;
  readonly score: number | null;
  readonly fields: Fields;
  readonly path: Path;
}

function entriesOf(layer: Fields): readonly Entry[] {
  return listOf(layer["techniques"]).map((value, index) => {
    const fields = fieldsOf(value);
    const { score } = fields;
    return {
      id: lineOfText(fields["techniqueID"], NAME_MAX).toUpperCase(),
      score: typeof score === "number" && Number.isFinite(score) ? score : null,
      fields,
      path: ["techniques", index],
    };
  });
}

interface Known {
  readonly id: string;
  readonly technique: KnownTechnique;
  readonly entries: Entry[];
}

function knownTechniques(entries: readonly Entry[], recognise: Recogniser, note: Note): readonly Known[] {
  const known = new Map<string, Known>();
  const unknown = new Set<string>();
  for (const entry of entries) {
    const { id } = entry;
    const technique = TECHNIQUE_ID.test(id) ? recognise.technique(id) : null;
    if (!technique) unknown.add(id);
    else {
      const one = known.get(id) ?? { id, technique, entries: [] };
      one.entries.push(entry);
      known.set(id, one);
    }
  }
  const ids = [...unknown].filter((id) => TECHNIQUE_ID.test(id)).sort();
  if (unknown.size > ids.length)
    note(
      ["techniques"],
      `${unknown.size - ids.length} entries have no id such as T1557 or T1557.002: left out.`,
    );
  if (ids.length > 0)
    note(
      ["techniques"],
      `${ids.length} techniques belong to no threat of the catalogue and are left out: ${ids.slice(0, IDS_SHOWN_MAX).join(", ")}${ids.length > IDS_SHOWN_MAX ? " and more" : ""}.`,
    );
  return [...known.values()];
}

/** What a reader of the scores should know. */
function noteScores({ gradient }: Fields, entries: readonly Entry[], note: Note): void {
  const unscored = entries.filter(({ score }) => score === null).length;
  if (unscored > 0) note(["techniques"], `${unscored} techniques have no score, which is not a score of 0.`);
  const { minValue, maxValue } = fieldsOf(gradient);
  if (typeof minValue !== "number" || typeof maxValue !== "number") return;
  const past = entries.filter(({ score }) => score !== null && (score < minValue || score > maxValue)).length;
  if (past > 0)
    note(
      ["gradient"],
      `${past} scores lie outside of the gradient, ${minValue} to ${maxValue}, where all have one colour. They are kept as they are.`,
    );
}

function threatOf(
  { id, technique, entries }: Known,
  layer: string,
  lineOf: LocatedDocument["lineOf"],
): ImportedStatedThreat {
  const [threat] = technique.threats;
  const others = technique.threats.slice(1).map(({ name }) => name);
  const isParent = technique.id !== id;
  return statedThreat({
    key: `technique:${id}`,
    line: lineOf(entries[0]?.path ?? []),
    name: isParent ? `${id} of ${technique.name}` : `${id} ${technique.name}`,
    threat: threat?.id ?? null,
    stride: threat?.stride.primary[0] ?? null,
    placeKeys: [WHOLE_KEY],
    paragraphs: [
      `ATT&CK technique ${id}${layer ? ` in the layer ${layer}` : ""}.`,
      ...entries.map(entryWords),
      isParent ? `The catalogue has ${technique.id} ${technique.name}, of which this is a part.` : "",
      others.length > 0 ? `It is used for these threats too: ${others.join(", ")}.` : "",
    ],
  });
}

function entryWords({ score, fields }: Entry): string {
  const tactic = nameOf(fields["tactic"]);
  const color = lineOfText(fields["color"], 20);
  const isColor = /^#?\w{3,20}$/.test(color);
  return [
    `${tactic ? `For ${tactic}: ` : ""}${score === null ? "No score in the layer." : `Score ${score} in the layer.`}`,
    isColor ? `The layer shows it in a colour of its own, ${color}, whatever its score is.` : "",
    proseOf(fields["comment"], 1_000),
  ]
    .filter(Boolean)
    .join(" ");
}
