import type { Asset, StatedThreat } from "../architecture/element";
import type { SystemModel } from "../architecture/system-model";
import { elementsOf } from "../architecture/system-model";
import { ELEMENT_PREFIX } from "../architecture/vocabulary";
import type { ModelCatalogue } from "../catalogue/model-catalogue";
import { definitionOf } from "../catalogue/property-words";
import type { Rule } from "../catalogue/rule";
import type { Threat, ThreatId } from "../catalogue/threat";
import type { SystemKind } from "../checklists/applicability";
import type { Item } from "../checklists/item";
import { type ProofItem, proofItemsOf } from "../controls/proof-state";
import type { ElementId } from "../kernel/ids";
import type { Quantity } from "../quantity/quantity";
import { defaultLossOf } from "../threats/default-loss";
import {
  type Derivation,
  type ElementRef,
  type Finding,
  type Question,
  statedRuleId,
} from "../threats/derive-findings";
import { type AssessedFinding, assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import { type CellWhy, explainCell } from "./explain-cell";
import type { PostureFacts, Switches } from "./facts";
import { placeNames } from "./place-names";

/** Everything that is read of a system to explain its threats. */
export interface DossierSources {
  readonly system: SystemKind;
  readonly model: SystemModel;
  readonly items: readonly Item[];
  readonly derivation: Derivation;
  readonly catalogue: ModelCatalogue;
  readonly facts: PostureFacts;
}

/** An element as people call it: "F-3 Gateway → Orders". */
export interface NamedPlace extends ElementRef {
  readonly number: number;
  readonly ref: string;
  readonly name: string;
}

/** A finding with everything that explains it. */
export interface FindingDossier {
  readonly assessed: AssessedFinding;
  readonly place: NamedPlace;
  /** What is worth protecting there. */
  readonly assets: readonly Pick<Asset, "number" | "name">[];
  readonly text: string;
  readonly because: readonly string[];
  readonly rule: Pick<Rule, "id" | "whenWords" | "falsePositives" | "cwe"> | null;
  /** Of one that somebody stated: its readable number, and what they wrote. */
  readonly stated: Pick<StatedThreat, "number" | "note"> | null;
}

/** A threat that may be there: what has to be known first. */
export interface QuestionDossier {
  readonly ruleId: string;
  readonly place: NamedPlace;
  readonly whenWords: string;
  /** What nobody has stated, and where. */
  readonly missing: readonly { readonly place: NamedPlace; readonly label: string }[];
}

/** What the threat costs and where those numbers come from. */
export interface LossDossier {
  readonly source: "own" | "catalogue";
  readonly ratePerYear: Quantity;
  readonly rateBasis: string;
  readonly lossAmount: Quantity;
  readonly lossBasis: string;
  readonly secondary: { readonly probability: number; readonly lossAmount: Quantity } | null;
}

/** A row of the matrix with everything behind it. */
export interface ThreatDossier {
  readonly threat: Threat;
  /** What is open first, then what is left, the largest first. */
  readonly findings: readonly FindingDossier[];
  readonly questions: readonly QuestionDossier[];
  readonly loss: LossDossier;
}

/** Opens a row of the matrix; null where the catalogue has no such threat or the system has neither finding nor question of it. */
export function threatDossier(
  sources: DossierSources,
  switches: Switches,
  threatId: ThreatId,
): ThreatDossier | null {
  const { catalogue, facts, derivation } = sources;
  const threat = catalogue.threats.find(({ id }) => id === threatId);
  const questions = derivation.questions.filter((question) => question.threat === threatId);
  const scenario = assessThreats(facts, coverageOf(facts, switches)).scenarios.find(
    (one) => one.threat.id === threatId,
  );
  if (!threat || (!scenario && questions.length === 0)) return null;
  const place = namePlaces(sources);
  const texts = new Map(derivation.findings.map((finding) => [finding.id, finding]));
  const rules = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
  const stated = new Map(sources.model.statedThreats.map((one) => [statedRuleId(one), one]));
  const findings = (scenario?.findings ?? []).map((assessed) => ({
    ...findingDossier(assessed, texts.get(assessed.finding.id), rules, place),
    assets: sources.model.assets.filter(({ places }) => places.includes(assessed.finding.element.id)),
    stated: stated.get(assessed.finding.ruleId) ?? null,
  }));
  return {
    threat,
    findings: findings.toSorted(worstFirst),
    questions: questions.map((question) => questionDossier(question, rules, place, catalogue)),
    loss: lossDossier(threat, sources),
  };
}

/** A cell of the matrix with everything behind it. */
export interface CellDossier {
  readonly why: CellWhy;
  readonly place: (element: ElementRef) => NamedPlace;
  /** The checklist items whose evidence proves the mechanism. */
  readonly proof: readonly ProofItem[];
}

/** Opens a cell of the matrix; null where there is no such cell. */
export function cellDossier(
  sources: DossierSources,
  switches: Switches,
  [threatId, mechanismId]: readonly [string, string],
): CellDossier | null {
  const { facts, items, system } = sources;
  const why = explainCell(facts, switches, threatId, mechanismId);
  if (!why) return null;
  return {
    why,
    place: namePlaces(sources),
    proof: proofItemsOf(mechanismId, items, system, facts.asOf),
  };
}

/** A threat with how many of its rules can't be decided yet. */
export interface OpenThreat {
  readonly id: ThreatId;
  readonly name: string;
  readonly questions: number;
}

/** The threats that may be there beyond what was found, the least known first. */
export function openThreats({
  derivation,
  catalogue,
}: Pick<DossierSources, "derivation" | "catalogue">): readonly OpenThreat[] {
  return catalogue.threats
    .map(({ id, name }) => ({
      id,
      name,
      questions: derivation.questions.filter(({ threat }) => threat === id).length,
    }))
    .filter(({ questions }) => questions > 0)
    .toSorted((a, b) => b.questions - a.questions);
}

/** Names of elements, by their ids. */
export function namePlaces({ model, facts }: Pick<DossierSources, "model" | "facts">) {
  const nameOf = placeNames(facts);
  const numbers = new Map<ElementId, number>(elementsOf(model).map(({ id, number }) => [id, number]));
  return ({ kind, id }: ElementRef): NamedPlace => {
    const number = numbers.get(id) ?? 1;
    return { kind, id, number, ref: `${ELEMENT_PREFIX[kind]}-${number}`, name: nameOf(id) };
  };
}

function worstFirst(a: FindingDossier, b: FindingDossier): number {
  const weight = ({ assessed: { open, residual, finding } }: FindingDossier) =>
    (open ? 1_000 : 0) + residual * finding.likelihood;
  return weight(b) - weight(a);
}

type Rules = ReadonlyMap<string, Rule>;
type Place = (element: ElementRef) => NamedPlace;

function findingDossier(
  assessed: AssessedFinding,
  derived: Finding | undefined,
  rules: Rules,
  place: Place,
): Omit<FindingDossier, "stated" | "assets"> {
  const { finding } = assessed;
  return {
    assessed,
    place: place(finding.element),
    text: derived?.text ?? finding.id,
    because: derived?.because ?? [],
    rule: rules.get(finding.ruleId) ?? null,
  };
}

function questionDossier(
  { ruleId, element, missing }: Question,
  rules: Rules,
  place: Place,
  { properties }: ModelCatalogue,
): QuestionDossier {
  return {
    ruleId,
    place: place(element),
    whenWords: rules.get(ruleId)?.whenWords ?? ruleId,
    missing: missing.map(({ kind, id, property }) => ({
      place: place({ kind, id }),
      label: definitionOf(properties, kind, property)?.label ?? property,
    })),
  };
}

function lossDossier(threat: Threat, { model, system }: DossierSources): LossDossier {
  const own = model.lossScenarios.find((one) => one.threat === threat.id);
  if (own) {
    const { ratePerYear, lossAmount, secondary, basis } = own;
    return { source: "own", ratePerYear, lossAmount, secondary, rateBasis: basis, lossBasis: basis };
  }
  const { ratePerYear, rateBasis, lossAmount, lossBasis, secondary } = defaultLossOf(
    threat,
    system.type,
    model.whole.properties,
  );
  return { source: "catalogue", ratePerYear, rateBasis, lossAmount, lossBasis, secondary };
}
