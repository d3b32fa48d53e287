import "server-only";
import { findModel } from "@/lib/db/model";
import { listActivePeople, namesOf } from "@/lib/db/people";
import { findSystem } from "@/lib/db/systems";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import { assetDossier } from "@/lib/domain/posture/asset-dossier";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture } from "@/lib/server/posture";
import {
  type AssetForm,
  type AssetView,
  assetHref,
  presentAsset,
  presentAssetForm,
  presentAssets,
  presentGaps,
} from "./present";

/** The assets of a system. */
export const loadAssets = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, systemId }) => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    const model = await findModel(read, system);
    const people = await namesOf(
      read,
      model.assets.map(({ ownerId }) => ownerId),
    );
    return {
      slug: system.slug,
      rows: presentAssets(system.slug, model, people),
      isDrawn: model.components.length > 0,
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});

/** The assets that lie in one component or flow, by its readable number; of another kind there are none. */
export const loadAssetsAt = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }, kind: string, number: string) => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    const model = await findModel(read, system);
    const place = [...model.components, ...model.flows].find(
      (one) => one.kind === kind && String(one.number) === number,
    );
    const here = place ? model.assets.filter(({ places }) => places.includes(place.id)) : [];
    return {
      systemId,
      assets: here.map((asset) => ({
        id: asset.id,
        name: `A-${asset.number} ${asset.name}`,
        href: assetHref(system.slug, asset),
      })),
      gaps: presentGaps(system.slug, model, (gap) => gap.place.id === place?.id),
    };
  },
});

/** The form of a new asset. */
export const loadNewAsset = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }): Promise<AssetForm | null> => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    return presentAssetForm(system, await findModel(read, system), null, await listActivePeople(read));
  },
});

/** One asset by its readable number, with what stands between its places and the threats there. */
export const loadAsset = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, number: string): Promise<AssetView | null> => {
    const posture = await readPosture(read, systemId, utcDateOf(asOf));
    const asset = posture?.model.assets.find((one) => String(one.number) === number);
    if (!posture || !asset) return null;
    const { model, facts } = posture;
    const { id, slug, name } = posture.system;
    const system = { id, slug, name };
    const mayEdit = mayOnSystem(actor, systemId, "system:edit");
    return presentAsset(system, model, asset, {
      people: await namesOf(read, [asset.ownerId]),
      dossier: assetDossier(facts, asset),
      form: mayEdit ? presentAssetForm(system, model, asset, await listActivePeople(read)) : null,
    });
  },
});
