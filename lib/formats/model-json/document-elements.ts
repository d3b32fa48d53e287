import type { FlowTree } from "@/lib/domain/architecture/element";
import { parseFlowTree } from "@/lib/domain/architecture/flow-tree";
import type { ImportedElement, ImportedTree } from "@/lib/domain/architecture/imported-model";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { parseId } from "@/lib/domain/kernel/parse-id";
import type { LocatedDocument } from "../yaml/read-document";
import type { Report } from "./check-keys";
import type { ModelDocument } from "./schema";

/**
 * The elements of a document, each after what it refers to; zones in the order of the file.
 *
 * @param report told about paths that can't be read
 */
export function elementsOfDocument(
  document: ModelDocument,
  lineOf: LocatedDocument["lineOf"],
  report: Report,
): readonly ImportedElement[] {
  const { system, zones, components, flows, paths, controls, lossScenarios, statedThreats, assets } =
    document;
  const head = (list: string, index: number) => ({ line: lineOf([list, index]) });
  const readTree = treeReader(flows);
  return [
    {
      kind: "system",
      key: system.key,
      line: lineOf(["system"]),
      name: system.name,
      origin: null,
      properties: system.properties,
    },
    ...zones.map(({ number: _number, statedOn: _on, inside, ...zone }, index) => ({
      kind: "zone" as const,
      ...head("zones", index),
      ...zone,
      ...(inside === undefined ? {} : { parentKey: inside }),
    })),
    ...components.map(({ number: _number, statedOn: _on, zone, ...component }, index) => ({
      kind: "component" as const,
      ...head("components", index),
      ...component,
      zoneKey: zone,
    })),
    ...flows.map(({ number: _number, statedOn: _on, from, to, callsPerRequest, ...flow }, index) => ({
      kind: "flow" as const,
      ...head("flows", index),
      ...flow,
      sourceKey: from,
      targetKey: to,
      ...(callsPerRequest === undefined ? {} : { callsPerRequest }),
    })),
    ...paths.flatMap(({ number: _number, statedOn: _on, flows: text, ...path }, index) => {
      const tree = readTree(text, (message) => report(["paths", index, "flows"], message));
      return tree ? [{ kind: "path" as const, ...head("paths", index), ...path, tree }] : [];
    }),
    ...controls.map(({ number: _number, on, ...control }, index) => ({
      kind: "control" as const,
      ...head("controls", index),
      ...control,
      scopeKeys: on,
    })),
    ...lossScenarios.map(({ number: _number, ...scenario }, index) => ({
      kind: "loss-scenario" as const,
      ...head("lossScenarios", index),
      ...scenario,
    })),
    ...statedThreats.map(({ number: _number, on, likelihood, ...threat }, index) => ({
      kind: "stated-threat" as const,
      ...head("statedThreats", index),
      ...threat,
      ...(likelihood === undefined ? {} : { likelihood }),
      placeKeys: on,
    })),
    ...assets.map(({ number: _number, on, ...asset }, index) => ({
      kind: "asset" as const,
      ...head("assets", index),
      ...asset,
      placeKeys: on,
    })),
  ];
}

/** Paths name flows by number; an id made of the number stands for the flow until its key is known. */
function treeReader(flows: ModelDocument["flows"]) {
  const keyOf = new Map(flows.map(({ number, key }) => [idOfNumber(number), key]));
  const withKeys = (tree: FlowTree): ImportedTree =>
    tree.kind === "flow"
      ? { kind: "flow", flowKey: keyOf.get(tree.flowId) ?? "" }
      : { kind: tree.kind, parts: tree.parts.map(withKeys) };
  return (text: string, refuse: (message: string) => void): ImportedTree | null => {
    const tree = parseFlowTree(text, (number) => {
      const id = idOfNumber(number);
      return id && keyOf.has(id) ? id : undefined;
    });
    if (!tree.ok) refuse(`At character ${tree.error.at + 1}: ${tree.error.reason}`);
    return tree.ok ? withKeys(tree.value) : null;
  };
}

function idOfNumber(number: number): ElementId | null {
  return parseId<ElementId>(`00000000-0000-7000-8000-${String(number).padStart(12, "0")}`);
}
