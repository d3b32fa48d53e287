import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  NAME_MAX,
  type Note,
  type Path,
  proseOf,
} from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { strideOf } from "../foreign/stride-of";
import { threatByTitle } from "../foreign/title-first";
import { quoted } from "../problem/problem";
import { idOf } from "./ids";
import type { Listed } from "./read-places";

/** Against one threat. */
const MITIGATIONS_MAX = 50;
const NO_FIELDS: Fields = {};
type Definition = Omit<ThreatInstance, "path" | "owner" | "state" | "mitigations">;
type MitigationWords = Pick<MitigationInstance, "name" | "description" | "riskReduction">;
type Listing = ReadonlyMap<string, Listed>;

/** A mitigation where the file puts it against a threat. */
export interface MitigationInstance {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly state: string;
  /** Percent, as the file claims; it never earns anything. */
  readonly riskReduction: number | null;
  /** False: the file refers to it and never says what it is. */
  readonly isDefined: boolean;
}

/** A threat where the file puts it. */
export interface ThreatInstance {
  readonly id: string;
  readonly path: Path;
  readonly owner: Listed;
  readonly name: string;
  readonly description: string;
  readonly state: string;
  /** Categories in the file's words. */
  readonly categories: readonly string[];
  readonly ids: readonly string[];
  /** 0 to 100 as the file has it; null is not stated. */
  readonly likelihood: number | null;
  readonly impact: number | null;
  readonly mitigations: readonly MitigationInstance[];
}

/** All threats at the components and data flows of a file, in its order; what they refer to in vain is noted. */
export function readInstances(
  owners: readonly Listed[],
  threats: Listing,
  mitigations: Listing,
  note: Note,
): readonly ThreatInstance[] {
  const definitions = new Map<Fields, Definition>();
  const said = new Map<string, MitigationWords>();
  return owners.flatMap((owner) =>
    listOf(owner.fields["threats"]).flatMap((value, index) => {
      const path = [...owner.path, "threats", index];
      const fields = fieldsOf(value);
      const id = idOf(fields["threat"]);
      if (id === "") {
        note(path, "This names no threat and is left out.");
        return [];
      }
      const definition = threats.get(id);
      if (!definition)
        note(path, `The file says nowhere what the threat ${quoted(id)} is. Write that on its page.`);
      const instances = readMitigations(
        fields["mitigations"],
        { mitigations, said },
        [...path, "mitigations"],
        note,
      );
      return [
        {
          ...definitionOf(id, definition, definitions),
          path,
          owner,
          state: stateOf(fields),
          mitigations: instances,
        },
      ];
    }),
  );
}

/** What a definition says is read once, however often a file refers to it. */
function definitionOf(id: string, definition: Listed | undefined, definitions: Map<Fields, Definition>) {
  const fields = definition?.fields ?? NO_FIELDS;
  const known = definitions.get(fields);
  if (known && known.id === id) return known;
  const read = readDefinition(id, fields);
  definitions.set(fields, read);
  return read;
}

function readDefinition(id: string, fields: Fields): Definition {
  const risk = fieldsOf(fields["risk"]);
  const texts = (value: unknown) => listOf(value).flatMap((one) => lineOfText(one, 60) || []);
  return {
    id,
    name: lineOfText(fields["name"], NAME_MAX) || `Threat ${id}`.slice(0, NAME_MAX),
    description: proseOf(fields["description"], 1_200),
    categories: texts(fields["categories"]).slice(0, 10),
    ids: texts(fields["cwes"]).map((cwe) => (/^\d+$/.test(cwe) ? `CWE-${cwe}` : cwe)),
    likelihood: numberOf(risk["likelihood"]),
    impact: numberOf(risk["impact"]),
  };
}

function readMitigations(
  values: unknown,
  { mitigations, said }: { readonly mitigations: Listing; readonly said: Map<string, MitigationWords> },
  path: Path,
  note: Note,
): readonly MitigationInstance[] {
  const all = listOf(values);
  if (all.length > MITIGATIONS_MAX)
    note(path, `Of these ${all.length} mitigations the first ${MITIGATIONS_MAX} are read.`);
  return all.slice(0, MITIGATIONS_MAX).flatMap((value, index) => {
    const fields = fieldsOf(value);
    const id = idOf(fields["mitigation"]);
    if (id === "") return [];
    const definition = mitigations.get(id);
    if (!definition)
      note(
        [...path, index],
        `The file says nowhere what the mitigation ${quoted(id)} is: it stays in the threat's note.`,
      );
    const words = said.get(id) ?? mitigationSaid(id, definition?.fields ?? NO_FIELDS);
    said.set(id, words);
    return [{ id, ...words, state: stateOf(fields), isDefined: definition !== undefined }];
  });
}

function mitigationSaid(id: string, fields: Fields): MitigationWords {
  return {
    name: lineOfText(fields["name"], NAME_MAX) || `Mitigation ${id}`.slice(0, NAME_MAX),
    description: proseOf(fields["description"], 1_200),
    riskReduction: numberOf(fields["riskReduction"]),
  };
}

const stateOf = (fields: ReturnType<typeof fieldsOf>): string => lineOfText(fields["state"], 60);

const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** Likelihood of 0 to 100 on the product's scale of 1 to 5; undefined where the file states none. */
export function likelihoodOf(percent: number | null): number | undefined {
  return percent === null ? undefined : Math.min(5, Math.max(1, Math.ceil(percent / 20)));
}

/** What the threat is in the catalogue, by its words, its first category that means a letter of STRIDE, and its CWEs. */
export function recogniseInstance(
  { name, description, categories, ids }: ThreatInstance,
  recognise: Recogniser,
) {
  const stride = categories.map(strideOf).find((one) => one !== null) ?? null;
  return threatByTitle({ title: name, description }, { stride, ids }, recognise);
}

/** What people read about the threat; nothing of it counts. */
export function noteOfInstance(instance: ThreatInstance): string {
  const { state, categories, likelihood, impact, description, mitigations } = instance;
  const lines = [
    state ? `State in the file: ${state}.` : "The file gives no state.",
    likelihood === null ? "" : `Likelihood in the file: ${likelihood} of 100.`,
    impact === null ? "" : `Impact in the file: ${impact} of 100.`,
    categories.length > 0 && `Categories in the file: ${categories.join(", ")}.`,
    description && `\n${description}`,
    ...mitigations.map((one) => `\n${mitigationWords(one)}`),
  ];
  return proseOf(lines.filter(Boolean).join("\n"));
}

function mitigationWords({ name, state, riskReduction, description, isDefined }: MitigationInstance): string {
  const claim = riskReduction === null ? "" : `; the file says it takes ${riskReduction} % of the risk`;
  const missing = isDefined ? "" : "; the file does not say what it is";
  return `Mitigation in the file: ${name} (${state || "no state"}${claim}${missing}).${description ? `\n${description}` : ""}`;
}
