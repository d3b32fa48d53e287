import type { SystemId } from "../kernel/ids";
import { wholeIdOf } from "../kernel/parse-id";
import type {
  Asset,
  Component,
  Control,
  Flow,
  LossScenarioElement,
  ModelElement,
  RequestPath,
  StatedThreat,
  WholeSystem,
  Zone,
} from "./element";

/** The architecture of a system and what hangs on it, as it stands at one moment; each list by number. */
export interface SystemModel {
  readonly whole: WholeSystem;
  readonly zones: readonly Zone[];
  readonly components: readonly Component[];
  readonly flows: readonly Flow[];
  readonly paths: readonly RequestPath[];
  readonly controls: readonly Control[];
  readonly lossScenarios: readonly LossScenarioElement[];
  readonly statedThreats: readonly StatedThreat[];
  readonly assets: readonly Asset[];
}

/** The system before anything is drawn. */
export function emptyModel(systemId: SystemId, name: string): SystemModel {
  const whole: WholeSystem = {
    kind: "system",
    id: wholeIdOf(systemId),
    number: 1,
    version: 0,
    name,
    origin: null,
    properties: {},
    stated: {},
  };
  return {
    whole,
    zones: [],
    components: [],
    flows: [],
    paths: [],
    controls: [],
    lossScenarios: [],
    statedThreats: [],
    assets: [],
  };
}

/** A model from its living elements. */
export function modelOf(systemId: SystemId, name: string, elements: readonly ModelElement[]): SystemModel {
  const empty = emptyModel(systemId, name);
  const sorted = elements.toSorted((a, b) => a.number - b.number);
  const of = <K extends ModelElement["kind"]>(kind: K) =>
    sorted.filter((element): element is Extract<ModelElement, { kind: K }> => element.kind === kind);
  const [whole] = of("system");
  return {
    whole: whole ? { ...whole, name } : empty.whole,
    zones: of("zone"),
    components: of("component"),
    flows: of("flow"),
    paths: of("path"),
    controls: of("control"),
    lossScenarios: of("loss-scenario"),
    statedThreats: of("stated-threat"),
    assets: of("asset"),
  };
}

/** All elements of a model, the whole system first. */
export function elementsOf(model: SystemModel): readonly ModelElement[] {
  const { whole, zones, components, flows, paths, controls, lossScenarios, statedThreats, assets } = model;
  const drawn = [whole, ...zones, ...components, ...flows, ...paths];
  return [...drawn, ...controls, ...lossScenarios, ...statedThreats, ...assets];
}
