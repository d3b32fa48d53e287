import type { ImportedControl } from "@/lib/domain/architecture/imported-model";
import { NAME_MAX, type Path, proseOf } from "../foreign/fields";
import type { Recogniser } from "../foreign/recognise";
import { mechanismByTitle } from "../foreign/title-first";
import type { LocatedDocument } from "../yaml/read-document";
import type { MitigationInstance } from "./read-threats";

/** Words that say beyond doubt that a mitigation is there. Everything else, "RECOMMENDED" above all, is an idea. */
const IN_PLACE: ReadonlySet<string> = new Set([
  "implemented",
  "in place",
  "in-place",
  "inplace",
  "done",
  "completed",
  "deployed",
  "enforced",
]);

/** A mitigation, where it stands, and the key of what it is on. */
export interface PlacedMitigation {
  readonly mitigation: MitigationInstance;
  readonly path: Path;
  readonly placeKey: string;
}

/** Whether a state says that a mitigation is implemented. */
export const isInPlace = (state: string): boolean => IN_PLACE.has(state.trim().toLowerCase());

/**
 * Controls for the mitigations that name a mechanism of the catalogue: one per mechanism and standing, on everything that
 * the file puts them on. They are proposed unless their state says clearly that they are implemented; that is a claim of
 * the file, and unproven. What the file says they take off the risk counts for nothing.
 */
export function controlsOf(
  placed: readonly PlacedMitigation[],
  recognise: Recogniser,
  lineOf: LocatedDocument["lineOf"],
): readonly ImportedControl[] {
  const groups = new Map<string, { readonly mechanism: string; readonly members: PlacedMitigation[] }>();
  for (const one of placed) {
    const { name, description, state, isDefined } = one.mitigation;
    const mechanism = isDefined ? mechanismByTitle({ title: name, description }, recognise) : null;
    if (mechanism === null) continue;
    const key = `control:${mechanism}${isInPlace(state) ? ":in-place" : ""}`;
    const group = groups.get(key) ?? { mechanism, members: [] };
    group.members.push(one);
    groups.set(key, group);
  }
  return [...groups].map(([key, { mechanism, members }]) => controlOf(key, mechanism, members, lineOf));
}

function controlOf(
  key: string,
  mechanism: string,
  members: readonly PlacedMitigation[],
  lineOf: LocatedDocument["lineOf"],
): ImportedControl {
  const [first] = members;
  const names = [...new Set(members.map(({ mitigation }) => mitigation.name))];
  const states = [...new Set(members.map(({ mitigation }) => mitigation.state || "no state"))];
  const [name = ""] = names;
  return {
    kind: "control",
    key,
    line: first ? lineOf(first.path) : null,
    name: names.length > 1 ? `${name.slice(0, NAME_MAX - 20)} and ${names.length - 1} more` : name,
    origin: null,
    mechanism,
    standing: key.endsWith(":in-place") ? "in-place" : "proposed",
    scopeKeys: [...new Set(members.map(({ placeKey }) => placeKey))],
    tool: "",
    note: proseOf([`State in the file: ${states.join(", ")}.`, "", ...names].join("\n")),
    oneOffAmount: null,
    perYearAmount: null,
    latency: null,
    meetsConditionFor: [],
  };
}
