import type { ElementId } from "../kernel/ids";
import type { Layer } from "../threats/vocabulary";
import {
  type ControlFact,
  type MechanismFact,
  type NamedElement,
  NO_SWITCHES,
  type PostureFacts,
  type Switches,
} from "./facts";
import { placeNames } from "./place-names";
import { type PathFocus, type PostureView, postureView } from "./posture-view";
import { isSwitched } from "./switches";
import { type PostureTotals, totalsOf } from "./what-if-totals";

/** A control as the panel of a what-if lists it. */
export interface SwitchControl
  extends Pick<ControlFact, "id" | "number" | "name" | "mechanism" | "standing" | "costPerYear"> {
  readonly mechanismName: string;
  readonly layer: Layer | null;
}

/** What a page needs to begin a what-if: numbers as the address says and as they stand, and what can be switched. */
export interface WhatIfStart {
  readonly view: PostureView;
  readonly base: PostureTotals;
  /** As it stands, nothing switched; the same object as `view` where the address switches nothing. */
  readonly standing: PostureView;
  readonly switches: Switches;
  /** The path whose making the page shows, if it shows one. */
  readonly focus: PathFocus | null;
  readonly names: {
    readonly whole: ElementId;
    readonly controls: readonly SwitchControl[];
    readonly flows: readonly NamedElement[];
    readonly components: readonly NamedElement[];
    readonly mechanisms: readonly Pick<
      MechanismFact,
      "id" | "name" | "layer" | "appliesTo" | "costPerYear"
    >[];
  };
}

/** The start of a what-if under the switches of an address. Retired controls can't be switched and are left out. */
export function whatIfStart(
  facts: PostureFacts,
  switches: Switches,
  focus: PathFocus | null = null,
): WhatIfStart {
  const view = postureView(facts, switches, focus);
  const standing = isSwitched(switches) ? postureView(facts, NO_SWITCHES) : view;
  const mechanisms = new Map(facts.mechanisms.map((one) => [one.id, one]));
  const nameOf = placeNames(facts);
  const named = ({ id, number }: NamedElement): NamedElement => ({ id, number, name: nameOf(id) });
  return {
    view,
    base: totalsOf(standing),
    standing,
    switches,
    focus,
    names: {
      whole: facts.whole,
      controls: facts.controls
        .filter((control) => control.standing !== "retired")
        .map(({ id, number, name, mechanism, standing: stands, costPerYear }) => ({
          id,
          number,
          name,
          mechanism,
          standing: stands,
          costPerYear,
          mechanismName: mechanisms.get(mechanism)?.name ?? mechanism,
          layer: mechanisms.get(mechanism)?.layer ?? null,
        })),
      flows: facts.flows.map(named),
      components: facts.components.map(named),
      mechanisms: facts.mechanisms.map(({ id, name, layer, appliesTo, costPerYear }) => ({
        id,
        name,
        layer,
        appliesTo,
        costPerYear,
      })),
    },
  };
}
