import type { Mechanism } from "../catalogue/mechanism";
import type { PropertyDefinition } from "../catalogue/property";
import type { Threat } from "../catalogue/threat";
import type { ElementId, SystemId, UserId, UtcDate } from "../kernel/ids";
import type { Issue } from "../kernel/refusal";
import type { ElementKind, ModelElement } from "./element";
import type { SystemModel } from "./system-model";

type Written<E> = E extends ModelElement ? Omit<E, "number" | "version" | "stated"> : never;
/** An element as somebody writes it; its number, version and the days of its claims follow. */
export type ElementDraft = Written<ModelElement>;

/** One step of an edit. `version` is what the person looked at; null makes a new element. */
export type ModelChange =
  | {
      readonly op: "save";
      readonly draft: ElementDraft;
      readonly version: number | null;
      /** Protective properties that are attested again although they stay the same. */
      readonly attested?: readonly string[];
    }
  | { readonly op: "retire"; readonly id: ElementId; readonly version: number };

/** What an edit is checked against and signed with. */
export interface ChangeContext {
  readonly systemId: SystemId;
  readonly by: UserId;
  readonly on: UtcDate;
  readonly numbersUsed: Readonly<Partial<Record<ElementKind, number>>>;
  readonly properties: readonly PropertyDefinition[];
  readonly mechanisms: readonly Mechanism[];
  readonly threats: readonly Threat[];
}

export interface ChangedModel {
  readonly model: SystemModel;
  /** New and changed elements with their new version; what stayed the same is left out. */
  readonly saved: readonly ModelElement[];
  /** Elements that were taken out, with the version of their tombstone. */
  readonly retired: readonly ModelElement[];
}

/** Paths of issues are `elements.<index of the change>.<field>`. */
export type ChangeRefusal =
  | { readonly code: "invalid"; readonly issues: readonly Issue[] }
  | { readonly code: "stale"; readonly index: number; readonly current: ModelElement | null };
