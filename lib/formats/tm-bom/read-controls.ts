import type {
  ImportedComponent,
  ImportedControl,
  ImportedFlow,
} from "@/lib/domain/architecture/imported-model";
import type { MechanismId } from "@/lib/domain/catalogue/mechanism";
import { fieldsOf, lineOfText, type Note, proseOf, REF_MAX } from "../foreign/fields";
import { foldedWord } from "../foreign/folded-word";
import { foreignControl, WHOLE_KEY } from "../foreign/imported-parts";
import type { Recogniser } from "../foreign/recognise";
import { wordIn } from "../foreign/word-in";
import type { LocatedDocument } from "../yaml/read-document";
import { type Entry, refsIn } from "./entries";
import { zoneKeyOf } from "./read-architecture";
import { pairOf } from "./read-flows";
import { statusWord } from "./read-threats";
import { STANDING_OF_STATUS } from "./words";

/** What the controls of a file are read with. */
export interface ControlContext {
  readonly components: readonly ImportedComponent[];
  readonly flows: readonly ImportedFlow[];
  readonly recognise: Recogniser;
  readonly note: Note;
  readonly lineOf: LocatedDocument["lineOf"];
}

/**
 * Reads those controls that the catalogue knows and that have a place: on the flows that cross the boundary they name, or
 * on the components behind it, else on the whole system. All others remain words at the threats that they name.
 */
export function readControls(
  entries: ReadonlyMap<string, Entry>,
  context: ControlContext,
): readonly ImportedControl[] {
  const { recognise, note, lineOf } = context;
  return [...entries.values()].flatMap(({ id, title, fields, path }) => {
    const standing = standingOf(fields["status"], path, note);
    if (standing === null) return [];
    const description = proseOf(fields["description"], 2_000);
    const byTitle = recognise.mechanism(title);
    const mechanism = byTitle ?? recognise.mechanism(description);
    if (mechanism === null) {
      note(path, `What ${title} is in the catalogue is not known: it stays words at its threats.`);
      return [];
    }
    const scopeKeys = scopeOf(fieldsOf(fields["trust_boundary"]), mechanism, context);
    if (scopeKeys.length === 0) {
      note(
        path,
        `The file does not say where ${title} stands: add it where it does. It stays words at its threats.`,
      );
      return [];
    }
    if (byTitle === null) note(path, `${title} is taken for ${mechanism} by its description. Check it.`);
    const threats = refsIn(fields["threats"]).join(", ");
    return [
      foreignControl({
        key: `control:${id}`,
        line: lineOf(path),
        name: title,
        mechanism,
        standing,
        scopeKeys,
        paragraphs: [
          `Status in the file: ${statusWord(fields)}.`,
          description,
          threats && `Against: ${threats}`,
        ],
      }),
    ];
  });
}

/** Null: it is no control any more. What the file does not say is an idea. */
function standingOf(status: unknown, path: Entry["path"], note: Note) {
  if (foldedWord(status) === "retired" || foldedWord(status) === "wont-do") return null;
  return wordIn(STANDING_OF_STATUS, status, [...path, "status"], note) ?? "proposed";
}

function scopeOf(
  boundary: Readonly<Record<string, unknown>>,
  mechanism: MechanismId,
  { components, flows, recognise }: ControlContext,
): readonly string[] {
  const kinds = recognise.goesOn(mechanism);
  const [a, b] = ["trust_zone_a", "trust_zone_b"].map((name) => lineOfText(boundary[name], REF_MAX));
  if (!a || !b) return kinds.includes("system") ? [WHOLE_KEY] : [];
  const zoneOf = new Map(components.map(({ key, zoneKey }) => [key, zoneKey]));
  const pair = pairOf(zoneKeyOf(a), zoneKeyOf(b));
  const crossing = flows.filter(
    ({ sourceKey, targetKey }) => pairOf(zoneOf.get(sourceKey) ?? "", zoneOf.get(targetKey) ?? "") === pair,
  );
  if (kinds.includes("flow") && crossing.length > 0) return crossing.map(({ key }) => key);
  if (!kinds.includes("component")) return [];
  return components.filter(({ zoneKey }) => zoneKey === zoneKeyOf(b)).map(({ key }) => key);
}
