import { levelsOf, ZONE_LEVELS_MAX } from "@/lib/domain/architecture/zone-tree";
import { quoted } from "../problem/problem";
import type { ModelDocument } from "./schema";

/** Reports something wrong at a place of the file. */
export type Report = (path: readonly PropertyKey[], message: string) => void;

/** The lists of elements in a document. */
export const MODEL_LISTS = [
  "zones",
  "components",
  "flows",
  "paths",
  "controls",
  "lossScenarios",
  "statedThreats",
  "assets",
] as const;

/** Reports what stands in a document twice and may stand there once, and references to what is not there. */
export function checkKeys(document: ModelDocument, report: Report): void {
  const all = MODEL_LISTS.flatMap((list) =>
    document[list].map((element, index) => ({ list, element, path: [list, index] as const })),
  );
  const onceOnly = makeOnceOnly(report);
  onceOnly(document.system.key, ["system", "key"], "key");
  for (const { list, element, path } of all) {
    onceOnly(element.key, [...path, "key"], "key");
    const { origin, name } = element;
    if (origin) onceOnly(`${list}\n${origin.source}\n${origin.externalId}`, [...path, "origin"], "origin");
    if (list === "zones" || list === "components" || list === "paths" || list === "assets")
      onceOnly(`${list}\n${name.trim().toLowerCase()}`, [...path, "name"], "name");
  }
  for (const [index, { number }] of document.flows.entries())
    onceOnly(String(number), ["flows", index, "number"], "number");
  for (const [index, { threat }] of document.lossScenarios.entries())
    onceOnly(threat, ["lossScenarios", index, "threat"], "threat");
  checkReferences(document, report);
}

function makeOnceOnly(report: Report) {
  const seen = new Set<string>();
  return (value: string, path: readonly PropertyKey[], what: string) => {
    const slot = `${what}\n${value}`;
    if (seen.has(slot)) report(path, `This ${what} stands in the file twice: give one of the two another.`);
    seen.add(slot);
  };
}

function checkReferences(
  { system, zones, components, flows, controls, statedThreats, assets }: ModelDocument,
  report: Report,
): void {
  const keys = (elements: readonly { readonly key: string }[]) => new Set(elements.map(({ key }) => key));
  const [isZone, isComponent] = [keys(zones), keys(components)];
  const holdsData = new Set([...isComponent, ...keys(flows)]);
  const isStandable = new Set([system.key, ...holdsData]);
  const need = (known: ReadonlySet<string>, key: string, path: readonly PropertyKey[], what: string) => {
    if (!known.has(key)) report(path, `The file has no ${what} with the key ${quoted(key)}: correct it.`);
  };
  for (const [index, { inside = null }] of zones.entries())
    if (inside !== null) need(isZone, inside, ["zones", index, "inside"], "zone");
  checkNesting(zones, report);
  for (const [index, { zone }] of components.entries())
    need(isZone, zone, ["components", index, "zone"], "zone");
  for (const [index, { from, to }] of flows.entries()) {
    need(isComponent, from, ["flows", index, "from"], "component");
    need(isComponent, to, ["flows", index, "to"], "component");
    if (from === to) report(["flows", index, "to"], "A flow leads to another component: correct it.");
  }
  const standable = [isStandable, "component, flow or system"] as const;
  for (const [list, elements, known, what] of [
    ["controls", controls, ...standable],
    ["statedThreats", statedThreats, ...standable],
    ["assets", assets, holdsData, "component or flow"],
  ] as const)
    for (const [index, { on }] of elements.entries())
      for (const [place, key] of on.entries()) need(known, key, [list, index, "on", place], what);
}

function checkNesting(zones: ModelDocument["zones"], report: Report): void {
  const { levelOf, circled } = levelsOf(new Map(zones.map(({ key, inside = null }) => [key, inside])));
  for (const [index, { key }] of zones.entries()) {
    const path = ["zones", index, "inside"];
    if (circled.has(key)) report(path, "This zone would stand inside itself: correct it.");
    else if ((levelOf.get(key) ?? 0) >= ZONE_LEVELS_MAX)
      report(path, `At most ${ZONE_LEVELS_MAX} zones stand in one another: name one that is less deep.`);
  }
}
