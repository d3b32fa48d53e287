import { reader } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import { findModel } from "@/lib/db/model";
import type { ElementId, SystemId } from "@/lib/domain/kernel/ids";
import { wholeIdOf } from "@/lib/domain/kernel/parse-id";
import type { Caller } from "@/lib/server/caller";
import { readSampleModel, type SampleModel } from "./architectures/sample-model";
import type { PersonKey } from "./organisation";

/** What a seed writes with: commands by name, given by somebody of the sample organisation. */
export type Desk = {
  readonly run: <T>(name: string, input: unknown, caller: Caller) => Promise<T>;
  readonly as: (key: PersonKey) => Caller;
  readonly idOf: (key: PersonKey) => string;
};

/** Draws a sample system, puts its controls on it and gives its paths their budgets. */
export async function seedModel(
  system: { readonly id: SystemId; readonly slug: string; readonly owner: PersonKey },
  desk: Desk,
): Promise<void> {
  const sample = await readSampleModel(system.slug);
  const { owner, id: systemId } = system;
  await desk.run("architecture.save-elements", { systemId, elements: elementsOf(sample) }, desk.as(owner));
  const places = await placesOf(sample, system);
  for (const { name, takes, budget, is } of sample.paths) {
    const flows = takes.replace(/\w+/g, (key) => `F${placeOf(places, key).number}`);
    await desk.run("latency.save-path", { systemId, name, flows, properties: is, ...budget }, desk.as(owner));
  }
  for (const { on, owner: by, oneOff, perYear, ...control } of sample.controls) {
    const scope = on === "system" ? [wholeIdOf(systemId)] : on.map((key) => placeOf(places, key).id);
    const figures = { oneOffAmount: lognormal(oneOff), perYearAmount: lognormal(perYear) };
    const input = { systemId, ...control, ...figures, scope, ownerId: desk.idOf(by) };
    await desk.run("controls.save", input, desk.as(by));
  }
  for (const { threat, ratePerYear, loss, basis } of sample.losses) {
    const lossAmount = { kind: "lognormal", p5: loss[0], p95: loss[1] };
    const input = { systemId, threat, ratePerYear: lognormal(ratePerYear), lossAmount, basis };
    await desk.run("roi.save-loss-scenario", input, desk.as("ana"));
  }
  for (const { name, classes, worth, on, owner: by, note } of sample.assets) {
    const [confidentiality, integrity, availability] = worth;
    const input = {
      systemId,
      name,
      note,
      dataClasses: classes,
      worth: { confidentiality, integrity, availability },
      places: on.map((key) => placeOf(places, key).id),
      ownerId: desk.idOf(by),
    };
    await desk.run("assets.save", input, desk.as(by));
  }
}

/** One batch; the ids in it only say what belongs together. */
function elementsOf(sample: SampleModel) {
  const keys = new Map<string, ElementId>();
  const idOf = (key: string): ElementId => {
    const id = keys.get(key) ?? makeId<ElementId>();
    keys.set(key, id);
    return id;
  };
  const made = <F extends object>(key: string, facts: F, properties: SampleModel["whole"]) => ({
    op: "save",
    id: idOf(key),
    ...facts,
    properties,
  });
  return [
    { op: "save", kind: "system", properties: sample.whole },
    ...Object.entries(sample.zones).map(([key, { is, ...zone }]) =>
      made(`zone ${key}`, { kind: "zone", ...zone }, is),
    ),
    ...Object.entries(sample.components).map(([key, { is, name, zone }]) =>
      made(`component ${key}`, { kind: "component", name, zoneId: idOf(`zone ${zone}`) }, is),
    ),
    ...Object.entries(sample.flows).map(([key, { is, from, to, ms, calls }]) => {
      const ends = { sourceId: idOf(`component ${from}`), targetId: idOf(`component ${to}`) };
      return made(`flow ${key}`, { kind: "flow", ...ends, callsPerRequest: calls, msRoundTrip: ms }, is);
    }),
  ];
}

type Places = ReadonlyMap<string, { readonly id: ElementId; readonly number: number }>;

/** Flows and components by their keys in the file: in a fresh system numbers follow the order of the file. */
async function placesOf(
  sample: SampleModel,
  { id, slug }: { readonly id: SystemId; readonly slug: string },
): Promise<Places> {
  const { flows, components } = await findModel(reader(), { id, name: slug });
  const inOrder = (keys: readonly string[], elements: readonly { id: ElementId; number: number }[]) =>
    elements.map((element, index) => [keys[index] ?? "", element] as const);
  return new Map([
    ...inOrder(Object.keys(sample.components), components),
    ...inOrder(Object.keys(sample.flows), flows),
  ]);
}

function placeOf(places: Places, key: string) {
  const place = places.get(key);
  if (!place) throw new Error(`the sample has no flow or component ${key}`);
  return place;
}

const lognormal = (range: readonly [number, number, number] | null) =>
  range && { kind: "lognormal", p5: range[0], p50: range[1], p95: range[2] };
