import { indexModel, isSensitive } from "../../architecture/derived-properties";
import type { Component, Described, Flow, Zone } from "../../architecture/element";
import { flowsIn } from "../../architecture/flow-tree";
import type { SystemModel } from "../../architecture/system-model";
import type { ItemStatus, Phase } from "../../checklists/vocabulary";
import type { ElementId } from "../../kernel/ids";
import type { Truth } from "../../kernel/truth";
import type { MechanismId } from "../mechanism";

/** An item of the product's checklist as a system answers it. */
export interface SeenItem {
  readonly phase: Phase;
  readonly must: boolean;
  readonly status: ItemStatus;
}

/** A system as the checks look at it. */
export interface Sight {
  readonly model: SystemModel;
  readonly items: readonly SeenItem[];
  readonly zoneOf: (component: ElementId) => Zone | undefined;
  /** Whether a control in place of one of these mechanisms stands on one of these elements, or on the whole system. */
  readonly stands: (mechanisms: readonly MechanismId[], ...places: readonly ElementId[]) => boolean;
  readonly flowsOf: (path: SystemModel["paths"][number]) => readonly Flow[];
}

/** Looks a model up once, for all checks. */
export function sightOf(model: SystemModel, items: readonly SeenItem[]): Sight {
  const index = indexModel(model);
  const inPlace = model.controls.filter(({ standing }) => standing === "in-place");
  const scopes = inPlace.map(({ mechanism, scope }) => ({ mechanism, scope: new Set(scope) }));
  return {
    model,
    items,
    zoneOf: (component) => {
      const zoneId = index.components.get(component)?.zoneId;
      return zoneId && index.zones.get(zoneId);
    },
    stands: (mechanisms, ...places) =>
      scopes.some(
        ({ mechanism, scope }) =>
          mechanisms.includes(mechanism) && [...places, model.whole.id].some((id) => scope.has(id)),
      ),
    flowsOf: ({ tree }) => [...new Set(flowsIn(tree))].flatMap((id) => index.flows.get(id) ?? []),
  };
}

/** Whether somebody stated this value; undefined where nobody stated any. */
export function says({ properties }: Described, property: string, ...values: readonly unknown[]): Truth {
  const value = properties[property];
  return value === undefined ? undefined : values.includes(value);
}

/** Whether a stated number is above a bound; undefined where nobody stated one. */
export function isAbove({ properties }: Described, property: string, bound: number): Truth {
  const value = properties[property];
  return typeof value === "number" ? value > bound : undefined;
}

/** Whether its data must not be read by others. */
export const carriesSecrets = ({ properties }: Component | Flow): Truth => isSensitive(properties);

/** By how many steps of trust a flow rises; below 0 it falls. */
export function risesBy({ sourceId, targetId }: Flow, { zoneOf }: Sight): number {
  return (zoneOf(targetId)?.trust ?? 0) - (zoneOf(sourceId)?.trust ?? 0);
}

/** Whether a flow begins where anybody may be. */
export const isFromOutside = ({ sourceId, targetId }: Flow, { zoneOf }: Sight): boolean =>
  zoneOf(sourceId)?.trust === 0 && zoneOf(targetId)?.trust !== 0;

const PROVES_CALLER = ["mtls", "token-auth", "sender-constrained-tokens", "signed-messages"];

/** Whether nobody proves who calls over a flow. */
export function lacksCaller(flow: Flow, { stands }: Sight): Truth {
  return stands(PROVES_CALLER, flow.id, flow.targetId) ? false : says(flow, "authentication", "none");
}
