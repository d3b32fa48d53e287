import type { ImportedFlow } from "@/lib/domain/architecture/imported-model";
import { type Fields, lineOfText, listOf, REF_MAX } from "../foreign/fields";
import { WHOLE_KEY } from "../foreign/imported-parts";
import { type Asset, idOf, titled } from "./read-assets";
import type { Placed } from "./read-boundaries";

/** The components and flows that an id of the file stands for; `*` is any text. Unknown ids stand for none. */
export type Places = (id: string) => readonly string[];

/**
 * Finds what a file's ids stand for: an asset and a link for themselves, a boundary and a shared runtime for the assets
 * in it, a data asset for the assets that store it.
 */
export function placesIn(
  model: Fields,
  assets: ReadonlyMap<string, Asset>,
  flows: readonly ImportedFlow[],
  { zoneOf }: Placed,
): Places {
  const keys = new Map<string, string[]>();
  const data = new Set(titled(model["data_assets"], []).map(({ fields, title }) => idOf(fields, title)));
  const add = (id: string, key: string) => {
    if (!keys.get(id)?.push(key)) keys.set(id, [key]);
  };
  for (const [assetId, zoneKey] of zoneOf) add(zoneKey.replace(/^boundary:/, ""), assetId);
  for (const { fields, title } of titled(model["shared_runtimes"], []))
    for (const assetId of refsIn(fields["technical_assets_running"]))
      if (assets.has(assetId)) add(idOf(fields, title), assetId);
  for (const { id, fields } of assets.values())
    for (const dataId of refsIn(fields["data_assets_stored"])) if (data.has(dataId)) add(dataId, id);
  for (const id of assets.keys()) keys.set(id, [id]);
  for (const { key } of flows) keys.set(key, [key]);
  return (id) =>
    id.includes("*")
      ? [...keys]
          .filter(([one]) => one.includes(">") === id.includes(">") && fits(one, id))
          .flatMap(([, places]) => places)
      : (keys.get(id) ?? []);
}

const refsIn = (list: unknown) => listOf(list).map((one) => lineOfText(one, REF_MAX));

/** Whether a text fits a pattern of plain parts and `*`; in time of the length of both. */
function fits(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop() ?? "";
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/**
 * The elements that an id of a tracked risk, `rule@part@part`, names. A part that is only `*` narrows nothing down; where
 * no part does, the risk is one of the whole system.
 */
export function placesOfRisk(riskId: string, places: Places): readonly string[] {
  const parts = riskId.split("@").slice(1, 10);
  const found = new Set(parts.filter((part) => /[^*]/.test(part)).flatMap(places));
  return found.size > 0 ? [...found] : [WHOLE_KEY];
}
