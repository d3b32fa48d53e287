import "server-only";
import { makeId } from "@/lib/db/ids";
import { holdPerson } from "@/lib/db/sessions";
import { dataClassesOf } from "@/lib/domain/architecture/data-class-gaps";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { inClassOrder } from "@/lib/domain/systems/vocabulary";
import {
  type AskedChange,
  changesModel,
  fieldOfOnly,
  prepareModelChange,
  type StandingModel,
} from "@/lib/server/change-system-model";
import { checkOwner } from "@/lib/server/check-owner";
import { defineCommand } from "@/lib/server/command";
import {
  type AddDataClassesInput,
  addDataClassesInput,
  type SaveAssetInput,
  saveAssetInput,
  takeOutAssetInput,
} from "./schema";

function savedAsset(input: SaveAssetInput, { model }: StandingModel): AskedChange {
  const { systemId: _systemId, version, over, ...written } = input;
  const id = input.id ?? makeId<ElementId>();
  const draft = {
    ...written,
    kind: "asset" as const,
    id,
    origin: model.assets.find((asset) => asset.id === id)?.origin ?? null,
    places: [...new Set(written.places)].toSorted(),
  };
  return { op: "save", draft, version, over };
}

/** Makes or changes an asset. No number follows from it, so one person is enough. */
export const saveAsset = defineCommand({
  name: "assets.save",
  input: saveAssetInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, actor, input }) => {
    if (input.ownerId) await holdPerson(tx, input.ownerId); // People before systems, as where an account ends.
    const { systemId } = input;
    const changes = (standing: StandingModel) => ok([savedAsset(input, standing)]);
    const change = await prepareModelChange(tx, { systemId, by: actor.id, changes, fieldOf: fieldOfOnly });
    if (!change.ok) return change;
    const { model, changed } = change.value;
    const [saved] = changed.saved;
    const old = model.assets.find(({ id }) => id === saved?.id);
    const owner = await checkOwner(tx, old?.ownerId ?? null, saved?.kind === "asset" ? saved.ownerId : null);
    return owner.ok ? change : owner;
  },
  ...changesModel,
});

/** Takes an asset out of the model; its history stays. */
export const takeOutAsset = defineCommand({
  name: "assets.take-out",
  input: takeOutAssetInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, actor, input }) => {
    const { systemId, id, version } = input;
    const changes = ({ model, system }: StandingModel): Result<AskedChange[], Refusal> =>
      elementsOf(model).some((one) => one.id === id && one.kind !== "asset")
        ? err({ code: "not-found", reason: `${system.name} has no such asset. Reload the page.` })
        : ok([{ op: "retire", id, version }]);
    return prepareModelChange(tx, { systemId, by: actor.id, changes, fieldOf: fieldOfOnly });
  },
  ...changesModel,
});

function added(
  { additions }: AddDataClassesInput,
  { model, system }: StandingModel,
): Result<readonly AskedChange[], Refusal> {
  const places = new Map([...model.components, ...model.flows].map((place) => [place.id, place]));
  const changes = additions.flatMap(({ id, version, dataClasses }): readonly AskedChange[] => {
    const place = places.get(id);
    if (!place) return [];
    const { number: _number, version: _version, stated: _stated, ...draft } = place;
    const joined = inClassOrder([...dataClassesOf(place), ...dataClasses]);
    return [
      { op: "save", draft: { ...draft, properties: { ...draft.properties, dataClasses: joined } }, version },
    ];
  });
  return changes.length === additions.length
    ? ok(changes)
    : err({ code: "not-found", reason: `${system.name} has no such component or flow. Reload the page.` });
}

/**
 * Lets components and flows name further classes of data, as an asset says that lies there. From then on rules read them
 * as if they had been typed on the element.
 */
export const addDataClasses = defineCommand({
  name: "assets.add-data-classes",
  input: addDataClassesInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, actor, input }) =>
    prepareModelChange(tx, {
      systemId: input.systemId,
      by: actor.id,
      changes: (standing) => added(input, standing),
      fieldOf: () => "",
    }),
  ...changesModel,
});
