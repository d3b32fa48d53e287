import type { ControlFunction, Strength } from "../threats/vocabulary";
import type { Mechanism, MechanismId } from "./mechanism";
import type { ModelCatalogue } from "./model-catalogue";
import type { StrengthRow, Threat, ThreatId } from "./threat";

/** Which strength is meant: of a mechanism, against a threat, in one function. */
export interface StrengthKey {
  readonly threat: ThreatId;
  readonly mechanism: MechanismId;
  readonly function: ControlFunction;
}

/** A strength that an organisation gives in place of the product's; its conditions stay. */
export interface OwnStrength extends StrengthKey {
  readonly strength: Strength;
  /** Why, in the organisation's own words. */
  readonly basis: string;
}

/** The row that a key means; null where the product has not rated it. */
export function strengthAt(threats: readonly Threat[], key: StrengthKey): StrengthRow | null {
  const threat = threats.find(({ id }) => id === key.threat);
  return threat?.strengths.find((row) => isOf(row, key)) ?? null;
}

const isOf = (row: StrengthRow, key: Omit<StrengthKey, "threat">): boolean =>
  row.mechanism === key.mechanism && row.function === key.function;

/**
 * The catalogue as an organisation uses it. What the product has not rated is left out, and so is a stronger strength that
 * would not be above the organisation's own.
 *
 * @param hash of the catalogue with these strengths, so that numbers of two organisations or two times are told apart
 */
export function withOwnStrengths(
  catalogue: ModelCatalogue,
  own: readonly OwnStrength[],
  hash: string,
): ModelCatalogue {
  if (own.length === 0) return catalogue;
  const threats = catalogue.threats.map((threat) => ({
    ...threat,
    strengths: threat.strengths.map((row) => {
      const given = own.find((one) => one.threat === threat.id && isOf(row, one));
      return given ? givenRow(row, given) : row;
    }),
  }));
  return { ...catalogue, threats, hash };
}

/** What a row is worth where a control states its condition: the stronger strength, unless its own is above that. */
export function strengthUnderCondition({ stronger }: StrengthRow, strength: Strength): Strength {
  return stronger && stronger.strength > strength ? stronger.strength : strength;
}

function givenRow(row: StrengthRow, { strength, basis }: OwnStrength): StrengthRow {
  const stronger = strengthUnderCondition(row, strength) > strength ? row.stronger : null;
  return { ...row, strength, basis: `this organisation: ${basis}`, stronger };
}

/** A mechanism against a threat in one function. */
export interface StrengthsRow {
  readonly function: ControlFunction;
  readonly product: { readonly strength: Strength; readonly basis: string };
  readonly own: { readonly strength: Strength; readonly basis: string } | null;
  /** 0: nothing of its own was ever set. */
  readonly version: number;
}

/** What the page of a mechanism against a threat shows. */
export interface StrengthsView {
  readonly threat: Pick<Threat, "id" | "name">;
  readonly mechanism: Pick<Mechanism, "id" | "name">;
  readonly rows: readonly StrengthsRow[];
  readonly mayChange: boolean;
}

interface RatedPair {
  readonly threat: Threat;
  readonly mechanism: Mechanism;
  readonly rows: readonly StrengthRow[];
  readonly own: readonly {
    readonly function: ControlFunction;
    readonly strength: number | null;
    readonly basis: string;
    readonly version: number;
  }[];
  readonly mayChange: boolean;
}

/** Strengths of the product beside those of the organisation. */
export function strengthsView({ threat, mechanism, rows, own, mayChange }: RatedPair): StrengthsView {
  return {
    threat: { id: threat.id, name: threat.name },
    mechanism: { id: mechanism.id, name: mechanism.name },
    rows: rows.map(({ function: does, strength, basis }) => {
      const given = own.find((one) => one.function === does);
      return {
        function: does,
        product: { strength, basis },
        own:
          given && given.strength !== null
            ? { strength: given.strength as Strength, basis: given.basis }
            : null,
        version: given?.version ?? 0,
      };
    }),
    mayChange,
  };
}
