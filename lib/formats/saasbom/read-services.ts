import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  NAME_MAX,
  type Note,
  type Path,
  REF_MAX,
  yesOrNo,
} from "../foreign/fields";
import { quoted } from "../problem/problem";
import { dataClassOf } from "./data-classes";
import { type Talk, talkOf } from "./endpoints";

/** A service as far as its file describes it; null is not stated. */
export interface Service {
  readonly ref: string;
  readonly name: string;
  readonly path: Path;
  readonly crossesBoundary: boolean | null;
  readonly trustZone: string | null;
  readonly isAuthenticated: boolean | null;
  readonly talk: Talk;
  /** Null: no data are listed, or none that is understood. */
  readonly dataClasses: readonly DataClass[] | null;
  /** How many data it lists, understood or not. */
  readonly dataCount: number;
  readonly hasParts: boolean;
}

/** One place is for the caller from outside. */
const SERVICES_MAX = ELEMENTS_MAX.component - 1;

/**
 * Reads the services of a file, those inside others too. A reference that stands there twice counts for the first; what
 * has none is known by its group and name.
 *
 * @returns null where there are more than a system holds
 */
export function readServices(services: unknown, note: Note): readonly Service[] | null {
  const found = new Map<string, Service>();
  for (const { fields, path } of servicesIn(services, ["services"])) {
    const ref = refOf(fields);
    if (ref === "")
      note(path, "A service without bom-ref and name can't be told from others and is left out.");
    else if (found.has(ref))
      note(path, `The bom-ref ${quoted(ref)} stands there twice: this service is left out. Give it its own.`);
    else found.set(ref, readService(fields, ref, path, note));
    if (found.size > SERVICES_MAX) return null;
  }
  return withOwnNames([...found.values()]);
}

/** All services, each before those inside it; the reader of the file bounds how deep they are nested. */
function* servicesIn(
  services: unknown,
  at: Path,
): Generator<{ readonly fields: Fields; readonly path: Path }> {
  for (const [index, value] of listOf(services).entries()) {
    const fields = fieldsOf(value);
    const path = [...at, index];
    yield { fields, path };
    yield* servicesIn(fields["services"], [...path, "services"]);
  }
}

function refOf(fields: Fields): string {
  const ref = fields["bom-ref"];
  if (typeof ref === "string" && ref.trim() !== "") return lineOfText(ref, REF_MAX);
  const name = lineOfText(fields["name"], NAME_MAX);
  const group = lineOfText(fields["group"], NAME_MAX);
  return name && (group ? `service:${group}/${name}` : `service:${name}`);
}

function readService(fields: Fields, ref: string, path: Path, note: Note): Service {
  const talk = talkOf(listOf(fields["endpoints"]).filter((one) => typeof one === "string"));
  const endpoints = [...path, "endpoints"];
  const name = lineOfText(fields["name"], NAME_MAX) || ref.slice(0, NAME_MAX);
  for (const doubt of talk.doubts) note(endpoints, `${name}: ${doubt}`);
  const isAuthenticated = yesOrNo(fields["authenticated"]);
  if (isAuthenticated)
    note(
      [...path, "authenticated"],
      `${name} asks who calls; the format can't say how. Set token or mTLS on the flows to it.`,
    );
  return {
    ref,
    name,
    path,
    crossesBoundary: yesOrNo(fields["x-trust-boundary"]),
    trustZone: lineOfText(fields["trustZone"], NAME_MAX) || null,
    isAuthenticated,
    talk,
    dataClasses: readDataClasses(listOf(fields["data"]), [...path, "data"], (at, message) =>
      note(at, `${name}: ${message}`),
    ),
    dataCount: listOf(fields["data"]).length,
    hasParts: listOf(fields["services"]).length > 0,
  };
}

function readDataClasses(data: readonly unknown[], path: Path, note: Note): readonly DataClass[] | null {
  const classes = new Set<DataClass>();
  for (const [index, value] of data.entries()) {
    const { classification } = fieldsOf(value);
    const known = typeof classification === "string" ? dataClassOf(classification) : null;
    if (known) classes.add(known);
    else
      note(
        [...path, index],
        `the classification ${quoted(classification ?? "nothing")} is not understood. Set the data classes by hand.`,
      );
  }
  return classes.size > 0 ? [...classes] : null;
}

/** Two services of one name are told apart by their references. */
function withOwnNames(services: readonly Service[]): readonly Service[] {
  const folded = (name: string) => name.toLowerCase();
  const counts = new Map<string, number>();
  for (const { name } of services) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  const used = new Set<string>();
  return services.map((service) => {
    const { name, ref } = service;
    const isAlone = counts.get(folded(name)) === 1;
    const wanted = isAlone ? name : `${name.slice(0, 60)} (${ref.slice(0, 50)})`;
    let own = wanted;
    for (let count = 2; used.has(folded(own)); count++) own = `${wanted.slice(0, NAME_MAX - 6)} ${count}`;
    used.add(folded(own));
    return { ...service, name: own };
  });
}
