import type { Control } from "@/lib/domain/architecture/element";
import { elementName } from "@/lib/domain/architecture/element-name";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { LatencyModel, Mechanism } from "@/lib/domain/catalogue/mechanism";
import type { PropertyDefinition } from "@/lib/domain/catalogue/property";
import { definitionOf, valueWords } from "@/lib/domain/catalogue/property-words";
import type { State } from "@/lib/domain/checklists/vocabulary";
import { stepOfModel } from "@/lib/domain/controls/latency-step";
import type { StatedClaim } from "@/lib/domain/controls/stated-claims";
import type { Standing } from "@/lib/domain/controls/vocabulary";
import type { ElementId, UtcDate } from "@/lib/domain/kernel/ids";
import { stepMsAt } from "@/lib/domain/latency/step";
import { countedControls } from "@/lib/domain/posture/active-controls";
import { directStates } from "@/lib/domain/posture/direct-states";
import { type ControlFact, NO_SWITCHES, type PostureFacts } from "@/lib/domain/posture/facts";
import { cellState } from "@/lib/domain/threats/cell-state";
import type { Layer } from "@/lib/domain/threats/vocabulary";
import type { ControlSearch } from "./schema";

export interface ControlRow {
  readonly id: ElementId;
  /** As in CT-3; the anchor of its row. */
  readonly ref: string;
  readonly name: string;
  readonly href: string;
  readonly mechanism: string;
  readonly standing: Standing;
  readonly scope: readonly string[];
  /** Of the elements that it stands on the weakest; null where it is retired. */
  readonly state: State | null;
  readonly proven: number;
  readonly total: number;
  /** The day on which its proof falls, if nobody does anything. */
  readonly fallsOn: UtcDate | null;
  readonly costPerYear: number;
  /** At the 95th percentile of one hop; 0: none. */
  readonly msP95: number;
  readonly owner: string | null;
}

/** A protection stated on an element by a property: a claim, not a control. */
export interface ClaimRow {
  readonly key: string;
  readonly element: string;
  readonly elementHref: string;
  readonly words: string;
  readonly mechanism: string;
  readonly by: string;
  readonly on: UtcDate;
  readonly expiresOn: UtcDate | null;
  readonly holds: boolean;
}

type People = ReadonlyMap<string, { readonly name: string }>;
export type ControlSources = {
  readonly slug: string;
  readonly model: SystemModel;
  readonly facts: PostureFacts;
  readonly mechanisms: readonly Mechanism[];
  readonly properties: readonly PropertyDefinition[];
  readonly people: People;
};

/** The controls of a system with what they are worth on the day. */
export function presentControls(sources: ControlSources): readonly ControlRow[] {
  const { model, facts } = sources;
  const states = directStates(facts, NO_SWITCHES, countedControls(facts, NO_SWITCHES));
  const elements = new Map(elementsOf(model).map((element) => [element.id, element]));
  return model.controls.map((control) => {
    const mechanism = sources.mechanisms.find(({ id }) => id === control.mechanism);
    const fact = facts.controls.find(({ id }) => id === control.id);
    const places = states(control.mechanism, null);
    const cell = cellState(control.scope.map((place) => ownState(fact, place, places.get(place))));
    return {
      id: control.id,
      ref: `CT-${control.number}`,
      name: control.name,
      href: `/systems/${sources.slug}/controls/${control.number}`,
      mechanism: mechanism?.name ?? control.mechanism,
      standing: control.standing,
      scope: control.scope.map((id) => elementName(elements.get(id))),
      ...stateOf(control, cell),
      fallsOn: control.standing === "in-place" ? (fact?.proofFallsOn ?? null) : null,
      costPerYear: fact?.costPerYear ?? 0,
      msP95: mechanism ? msOf(control.latency ?? mechanism.latency) : 0,
      owner: control.ownerId && (sources.people.get(control.ownerId)?.name ?? null),
    };
  });
}

/** What its own proof says, claims beside it left out; proven only where nothing that it requires is missing. */
function ownState(fact: ControlFact | undefined, place: ElementId, standing: State | undefined): State {
  const own = fact?.proofOn[place] ?? fact?.proof ?? "unknown";
  return own === "proven" ? (standing ?? own) : own;
}

function stateOf({ standing, scope }: Control, { state, proven, total }: ReturnType<typeof cellState>) {
  if (standing === "in-place") return { state, proven, total };
  return { state: standing === "retired" ? null : ("planned" as const), proven: 0, total: scope.length };
}

function msOf(model: LatencyModel): number {
  return model.kind === "none" ? 0 : stepMsAt(stepOfModel(model, null), 0.95);
}

/** The rows that the address lets through. */
export function filterControls(
  rows: readonly ControlRow[],
  mechanismNames: ReadonlyMap<string, string>,
  { standing, mechanism }: ControlSearch,
): readonly ControlRow[] {
  const name = mechanism === undefined ? undefined : mechanismNames.get(mechanism);
  return rows.filter(
    (row) =>
      (standing === undefined || row.standing === standing) &&
      (mechanism === undefined || row.mechanism === name),
  );
}

/** What is stated on elements, one line per mechanism that it claims. */
export function presentClaims(claims: readonly StatedClaim[], sources: ControlSources): readonly ClaimRow[] {
  const elements = new Map(elementsOf(sources.model).map((element) => [element.id, element]));
  return claims.flatMap((claim) => {
    const element = elements.get(claim.elementId);
    if (!element || !("properties" in element)) return [];
    const definition = definitionOf(sources.properties, element.kind, claim.propertyId);
    const value = element.properties[claim.propertyId];
    return [
      {
        key: `${claim.elementId}/${claim.propertyId}/${claim.mechanism}`,
        element: elementName(element),
        elementHref: `/systems/${sources.slug}/architecture/${element.kind}/${element.number}`,
        words:
          definition && value !== undefined
            ? `${definition.label}: ${valueWords(definition, value)}`
            : claim.propertyId,
        mechanism: sources.mechanisms.find(({ id }) => id === claim.mechanism)?.name ?? claim.mechanism,
        by: sources.people.get(claim.by)?.name ?? "somebody unknown",
        on: claim.on,
        expiresOn: claim.expiresOn,
        holds: claim.holds,
      },
    ];
  });
}

/** A mechanism to choose from. */
export interface MechanismBrief {
  readonly id: string;
  readonly name: string;
  readonly layer: Layer;
  readonly description: string;
  readonly appliesTo: Mechanism["appliesTo"];
  /** Controls of it on this system already. */
  readonly used: number;
}

/** What the form of a control knows of its mechanism. */
export interface MechanismChoice {
  readonly id: string;
  readonly name: string;
  readonly layer: Layer;
  readonly description: string;
  readonly appliesTo: Mechanism["appliesTo"];
  readonly oneOff: MechanismFigure;
  readonly perYear: MechanismFigure;
  readonly latency: LatencyModel;
  readonly latencyBasis: string;
  readonly conflicts: readonly string[];
  /** Threats whose strength row has a condition that a control of this mechanism can state. */
  readonly conditions: readonly {
    readonly threat: string;
    readonly name: string;
    readonly condition: string;
  }[];
  readonly proof: readonly {
    readonly number: string;
    readonly title: string;
    readonly state: State;
    readonly href: string;
  }[];
}
export interface MechanismFigure {
  readonly kind: string;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly basis: string;
}
