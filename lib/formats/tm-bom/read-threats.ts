import type { ImportedStatedThreat } from "@/lib/domain/architecture/imported-model";
import { type Fields, fieldsOf, listOf, NAME_MAX, type Note, nameOf, proseOf } from "../foreign/fields";
import { foldedWord, spelled } from "../foreign/folded-word";
import { statedThreat, WHOLE_KEY } from "../foreign/imported-parts";
import type { Recogniser } from "../foreign/recognise";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Entry, entriesOf, keyOf, refsIn } from "./entries";
import { LIKELIHOODS } from "./words";

/** What the threats of a file are read with. */
export interface ThreatContext {
  readonly bom: Fields;
  readonly controls: ReadonlyMap<string, Entry>;
  /** Keys of the components that were made. */
  readonly components: ReadonlySet<string>;
  readonly recognise: Recogniser;
  readonly note: Note;
  readonly lineOf: LocatedDocument["lineOf"];
}

/** Reads the threats of a file; its controls and risks are words of their notes, the likelihood that of its risks. */
export function readThreats(context: ThreatContext): readonly ImportedStatedThreat[] {
  const { bom, note } = context;
  const risks = [...entriesOf(bom, "risks", note).values()];
  noteLevels(risks, note);
  const controlsOf = byThreat([...context.controls.values()]);
  const risksOf = byThreat(risks);
  return [...entriesOf(bom, "threats", note).values()].map((entry) =>
    threatOf(entry, controlsOf.get(entry.id) ?? [], risksOf.get(entry.id) ?? [], context),
  );
}

/** Entries by the threats that they name. */
export function byThreat(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const id of refsIn(entry.fields["threats"])) if (!found.get(id)?.push(entry)) found.set(id, [entry]);
  return found;
}

function threatOf(
  { id, title, fields, path }: Entry,
  controls: readonly Entry[],
  risks: readonly Entry[],
  { components, recognise, note, lineOf }: ThreatContext,
): ImportedStatedThreat {
  const event = proseOf(fields["event"], 500);
  const description = proseOf(fields["description"], 1_500);
  const places = placesOf(fields, components, (missing) =>
    note([...path, "components_affected"], `No component is called ${quoted(missing)}: left out.`),
  );
  return statedThreat({
    key: `threat:${id}`,
    line: lineOf(path),
    name: title,
    ...recognise.threat({ text: `${title}. ${event}. ${description}`, ids: idsOf(fields) }),
    likelihood: likelihoodOf(risks, note),
    placeKeys: places.length > 0 ? places : [WHOLE_KEY],
    paragraphs: [
      description,
      event && `Event: ${event}`,
      controlWords(controls),
      risks.map(riskWords).join("\n"),
      idsOf(fields).join(", "),
    ],
  });
}

function placesOf(
  fields: Fields,
  components: ReadonlySet<string>,
  miss: (id: string) => void,
): readonly string[] {
  return refsIn(fields["components_affected"]).flatMap((id) => {
    const keys = [keyOf("components", id), keyOf("data_stores", id)].filter((key) => components.has(key));
    if (keys.length === 0) miss(id);
    return keys.slice(0, 1);
  });
}

function idsOf(fields: Fields): readonly string[] {
  const numbers = (list: unknown, field: string, prefix: string) =>
    listOf(list).flatMap((one) => {
      const number = fieldsOf(one)[field];
      return typeof number === "number" && Number.isInteger(number) ? [`${prefix}-${number}`] : [];
    });
  return [
    ...numbers(fields["weaknesses"], "cwe_id", "CWE"),
    ...numbers(fields["attack_mechanisms"], "capec_id", "CAPEC"),
  ];
}

/** The highest that a risk of the threat has; undefined where none says. */
function likelihoodOf(risks: readonly Entry[], note: Note): number | undefined {
  const known = risks.flatMap(
    ({ fields, path }) => wordIn(LIKELIHOODS, fields["likelihood"], [...path, "likelihood"], note) ?? [],
  );
  return known.length > 0 ? Math.max(...known) : undefined;
}

function controlWords(controls: readonly Entry[]): string {
  if (controls.length === 0) return "The file names no control against it.";
  const words = controls.map(({ title, fields }) => `${title} (${statusWord(fields)})`);
  return `Controls in the file: ${words.join("; ")}.`;
}

/** What the file says of a control, in words. */
export const statusWord = ({ status }: Fields): string => spelled(foldedWord(status)) || "no status";

/** What the file says of a risk; the level that counts here is computed. */
function riskWords({ title, fields }: Entry): string {
  const words = ["likelihood", "impact", "level"].flatMap((field) => {
    const word = spelled(foldedWord(fields[field]));
    return word ? [`${field} ${word}`] : [];
  });
  const { score } = fields;
  if (typeof score === "number") words.push(`score ${score}`);
  const what = nameOf(fields["impact_description"], NAME_MAX * 2);
  return [`Risk in the file: ${title} (${words.join(", ")}).`, what].filter(Boolean).join(" ");
}

/** One score with two levels: a sign that levels were typed. */
function noteLevels(risks: readonly Entry[], note: Note): void {
  const levels = new Map<unknown, string>();
  for (const { fields, path, title } of risks) {
    const { score } = fields;
    const level = spelled(foldedWord(fields["level"]));
    if (typeof score !== "number" || level === "") continue;
    const other = levels.get(score);
    if (other !== undefined && other !== level)
      note(
        [...path, "level"],
        `${title} has the score ${score} and the level ${level}; another risk of that score is ${other}. Levels are computed here, so neither is taken.`,
      );
    levels.set(score, other ?? level);
  }
}
