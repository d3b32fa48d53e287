import "server-only";
import type { ElementKind, ModelElement } from "@/lib/domain/architecture/element";
import { storedElement } from "@/lib/domain/architecture/stored-element";
import { modelOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { ELEMENT_PREFIX } from "@/lib/domain/architecture/vocabulary";
import type { Standing } from "@/lib/domain/controls/vocabulary";
import type { ElementId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";

/** More elements than this a system never has; the domain refuses before. */
const ELEMENTS_MAX = 20_000;
const USES_MAX = 5_000;

type Row = Prisma.ModelElementGetPayload<object>;

/** What a revision keeps of an element. */
type Snapshot = { readonly element: ModelElement; readonly retired: boolean };

function toElement(row: Row): ModelElement {
  const { id, kind, number, name, version, source, externalId } = row;
  const origin = source !== null && externalId !== null ? { source, externalId } : null;
  const facts = row.facts as Prisma.JsonObject;
  return storedElement({ ...facts, kind, id, number, name, version, origin } as unknown as ModelElement);
}

function factsOf(element: ModelElement): Prisma.InputJsonObject {
  const {
    kind: _kind,
    id: _id,
    number: _number,
    name: _name,
    version: _version,
    origin: _origin,
    ...facts
  } = element;
  return facts as unknown as Prisma.InputJsonObject;
}

/** The model of a system as it stands. */
export async function findModel(
  read: Read,
  system: { readonly id: SystemId; readonly name: string },
): Promise<SystemModel> {
  const rows = await read.sql.modelElement.findMany({
    where: { systemId: system.id, retiredAt: null },
    take: ELEMENTS_MAX,
  });
  return modelOf(system.id, system.name, rows.map(toElement));
}

/** The models of several systems. */
export async function listModels(
  read: Read,
  systems: readonly { readonly id: SystemId; readonly name: string }[],
): Promise<ReadonlyMap<SystemId, SystemModel>> {
  const rows = await read.sql.modelElement.findMany({
    where: { systemId: { in: systems.map(({ id }) => id) }, retiredAt: null },
  });
  const bySystem = new Map<string, ModelElement[]>();
  for (const row of rows) {
    const elements = bySystem.get(row.systemId);
    if (elements) elements.push(toElement(row));
    else bySystem.set(row.systemId, [toElement(row)]);
  }
  return new Map(systems.map(({ id, name }) => [id, modelOf(id, name, bySystem.get(id) ?? [])]));
}

/** How far the numbers of a system's elements have gone, tombstones included. */
export type NumbersUsed = Readonly<Partial<Record<ElementKind, number>>>;

/**
 * The model, its system held until the transaction ends: edits of one model wait for each other, so that the domain
 * checks every change against the whole.
 */
export async function lockModel(
  tx: Tx,
  system: { readonly id: SystemId; readonly name: string },
): Promise<{ readonly model: SystemModel; readonly numbersUsed: NumbersUsed }> {
  await tx.sql.$queryRaw`select 1 from system where id = ${system.id}::uuid for update`;
  const used = await tx.sql.modelElement.groupBy({
    by: ["kind"],
    where: { systemId: system.id },
    _max: { number: true },
  });
  return {
    model: await findModel(tx, system),
    numbersUsed: Object.fromEntries(used.map(({ kind, _max }) => [kind, _max.number ?? 0])),
  };
}

/** Writes what a change of the model made: new and changed elements, and those that were taken out. */
export async function writeElements(
  tx: Tx,
  systemId: SystemId,
  change: { readonly saved: readonly ModelElement[]; readonly retired: readonly ModelElement[] },
): Promise<void> {
  const made = change.saved.filter(({ version }) => version === 1);
  await tx.sql.modelElement.createMany({
    data: made.map((element) => ({ id: element.id, systemId, ...columns(element) })),
  });
  for (const element of change.saved.filter(({ version }) => version > 1))
    await tx.sql.modelElement.update({ where: { id: element.id }, data: columns(element) });
  for (const element of change.retired)
    await tx.sql.modelElement.update({
      where: { id: element.id },
      data: { version: element.version, retiredAt: new Date(tx.asOf) },
    });
  for (const element of change.saved) keep(tx, systemId, { element, retired: false });
  for (const element of change.retired) keep(tx, systemId, { element, retired: true });
}

function columns(element: ModelElement) {
  const { kind, number, name, version, origin } = element;
  return {
    kind,
    number,
    name,
    version,
    facts: factsOf(element),
    source: origin?.source ?? null,
    externalId: origin?.externalId ?? null,
  };
}

function keep(tx: Tx, systemId: SystemId, snapshot: Snapshot): void {
  revise(tx, {
    aggregate: "model-element",
    id: snapshot.element.id,
    version: snapshot.element.version,
    systemId,
    snapshot: snapshot as unknown as Prisma.InputJsonObject,
  });
}

/** The model as it stood at an instant: of each element the newest revision up to then. */
export async function findModelAt(
  read: Read,
  system: { readonly id: SystemId; readonly name: string },
  at: InstantMs,
): Promise<SystemModel> {
  const rows = await read.sql.$queryRaw<{ snapshot: Snapshot }[]>`
    select distinct on (r.aggregate_id) r.snapshot
    from revision r join change c on c.number = r.change_number
    where r.aggregate = 'model-element' and r.system_id = ${system.id}::uuid and c.at <= ${new Date(at)}
    order by r.aggregate_id, r.change_number desc`;
  const living = rows
    .filter(({ snapshot }) => !snapshot.retired)
    .map(({ snapshot }) => storedElement(snapshot.element));
  return modelOf(system.id, system.name, living);
}

/** The living elements of a system with these readable numbers; what does not exist is left out. */
export async function listElementsByNumber(
  read: Read,
  systemId: SystemId,
  refs: readonly { readonly kind: ElementKind; readonly number: number }[],
): Promise<readonly { readonly id: ElementId; readonly kind: ElementKind; readonly number: number }[]> {
  if (refs.length === 0) return [];
  const rows = await read.sql.modelElement.findMany({
    where: { systemId, retiredAt: null, OR: refs.map(({ kind, number }) => ({ kind, number })) },
    select: { id: true, kind: true, number: true },
  });
  return rows.map(({ id, kind, number }) => ({ id: id as ElementId, kind: kind as ElementKind, number }));
}

/** Readable numbers of elements, tombstones included, as F-12. */
export async function listElementNumbers(
  read: Read,
  ids: readonly ElementId[],
): Promise<ReadonlyMap<ElementId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await read.sql.modelElement.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, kind: true, number: true },
  });
  return new Map(
    rows.map(({ id, kind, number }) => [id as ElementId, `${ELEMENT_PREFIX[kind as ElementKind]}-${number}`]),
  );
}

/** A control somewhere, as the catalogue lists it. */
export type ControlUse = {
  readonly systemSlug: string;
  readonly systemName: string;
  readonly mechanism: string;
  readonly standing: Standing;
  readonly elementId: ElementId;
  readonly number: number;
  readonly name: string;
};

/** Where mechanisms are in use, planned or proposed, in the systems that are not hidden. */
export async function listControlUses(
  read: Read,
  hidden: readonly SystemId[],
): Promise<readonly ControlUse[]> {
  const rows = await read.sql.modelElement.findMany({
    where: {
      kind: "control",
      retiredAt: null,
      systemId: { notIn: [...hidden] },
      system: { archivedAt: null },
    },
    include: { system: { select: { slug: true, name: true } } },
    orderBy: [{ systemId: "asc" }, { number: "asc" }],
    take: USES_MAX,
  });
  return rows.map(({ system, id, number, name, facts }) => {
    const { mechanism, standing } = facts as { mechanism: string; standing: Standing };
    return {
      systemSlug: system.slug,
      systemName: system.name,
      mechanism,
      standing,
      elementId: id as ElementId,
      number,
      name,
    };
  });
}

/** Who last changed an element of a system, and when; null where the system never had it. */
export async function findLastElementEditor(
  read: Read,
  systemId: SystemId,
  id: ElementId,
): Promise<{ readonly by: UserId | null; readonly atMs: InstantMs } | null> {
  const row = await read.sql.revision.findFirst({
    where: { aggregate: "model-element", aggregateId: id, systemId },
    orderBy: { version: "desc" },
    include: { change: true },
  });
  return row && { by: row.change.actorId as UserId | null, atMs: row.change.at.getTime() as InstantMs };
}

/** An element of a system as it was at an earlier version; null when that version never was. */
export async function findElementAtVersion(
  read: Read,
  systemId: SystemId,
  id: ElementId,
  version: number,
): Promise<ModelElement | null> {
  const row = await read.sql.revision.findFirst({
    where: { aggregate: "model-element", aggregateId: id, systemId, version },
  });
  return row && storedElement((row.snapshot as unknown as Snapshot).element);
}
