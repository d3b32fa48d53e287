import {
  indexModel,
  type ModelIndex,
  type PathProperties,
  pathProperties,
} from "../architecture/derived-properties";
import type { Component, Flow, RequestPath, StatedThreat, Zone } from "../architecture/element";
import type { SystemModel } from "../architecture/system-model";
import type { PropertyOwner, PropertyValue, PropertyValues } from "../catalogue/property";
import type { Rule, RuleId } from "../catalogue/rule";
import type { Stride, ThreatId } from "../catalogue/threat";
import { assert } from "../kernel/assert";
import type { ElementId } from "../kernel/ids";
import type { SystemType } from "../systems/vocabulary";
import { SURROUNDINGS } from "./check-expression";
import type { CompiledRule, CompiledRules } from "./compile-rules";
import { type Outcome, outcomeOf } from "./rule-outcome";

/** An element that findings and questions are about. */
export interface ElementRef {
  readonly kind: PropertyOwner;
  readonly id: ElementId;
}

/** A threat that a rule found on an element; it keeps its id, so that a decision about it survives the next derivation. */
export interface Finding {
  /** `rule@element`. */
  readonly id: string;
  readonly ruleId: RuleId;
  readonly threat: ThreatId;
  readonly element: ElementRef;
  readonly stride: Stride;
  /** 1 to 5. */
  readonly likelihood: number;
  /** What raised or lowered the likelihood. */
  readonly because: readonly string[];
  readonly text: string;
}

/** A property that nobody stated. */
export interface MissingProperty extends ElementRef {
  readonly property: string;
}

/** A rule that cannot be decided on an element until something is stated. */
export interface Question {
  readonly ruleId: RuleId;
  readonly threat: ThreatId;
  readonly element: ElementRef;
  readonly missing: readonly MissingProperty[];
}

export interface Derivation {
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
}

/**
 * The threats of a system as its architecture gives them, with every protection taken at its worst: a rule fires where
 * any values of the protective properties would make it, so that saying "encrypted" never silences a threat. Values that
 * nobody stated give questions, not silence.
 *
 * @returns in the order of the model's lists (system, zones, components, flows, paths), then of the rules; what people
 *   stated comes last
 * Source: design/model.md, "Architecture".
 */
export function deriveFindings(
  model: SystemModel,
  system: { readonly type: SystemType },
  rules: CompiledRules,
): Derivation {
  const index = indexModel(model);
  const findings: Finding[] = [];
  const questions: Question[] = [];
  const decide = remember();
  for (const subject of subjectsOf(model, system, index))
    for (const compiled of rules[subject.ref.kind]) {
      const outcome = decide(compiled, subject);
      if (outcome.kind === "fires") findings.push(findingOf(compiled.rule, subject, outcome));
      if (outcome.kind === "open") questions.push(questionOf(compiled.rule, subject, outcome));
    }
  return { findings: [...findings, ...statedFindings(model)], questions };
}

/** What people state, on each of its places: it needs no rule, and no property of the architecture silences it. */
function statedFindings({ statedThreats, whole, flows }: SystemModel): readonly Finding[] {
  const isFlow = new Set(flows.map(({ id }) => id));
  const kindOf = (id: ElementId) => (id === whole.id ? "system" : isFlow.has(id) ? "flow" : "component");
  return statedThreats.flatMap((stated) => {
    const { name, threat, stride, likelihood, places } = stated;
    const ruleId = statedRuleId(stated);
    return threat === null || stride === null
      ? []
      : places.map((id) => ({
          id: `${ruleId}@${id}`,
          ruleId,
          threat,
          element: { kind: kindOf(id), id },
          stride,
          likelihood,
          because: [],
          text: name,
        }));
  });
}

/**
 * What stands in the place of a rule's id where a threat was stated; numbers of elements are never used again. A decision
 * is about this threat at this likelihood: another threat or likelihood is another finding, about which nobody decided.
 */
export function statedRuleId({
  number,
  threat,
  likelihood,
}: Pick<StatedThreat, "number" | "threat" | "likelihood">): RuleId {
  return `stated-${number}-${threat ?? "none"}-${likelihood}`;
}

/** An element with what surrounds it, by the names that expressions use. */
interface Subject {
  readonly ref: ElementRef;
  readonly properties: Readonly<Record<string, PropertyValues>>;
  readonly ids: Readonly<Record<string, ElementId>>;
  readonly names: Readonly<Record<string, string>>;
  readonly path: PathProperties | null;
}

function subjectsOf(
  model: SystemModel,
  { type }: { readonly type: SystemType },
  index: ModelIndex,
): readonly Subject[] {
  const { whole } = model;
  const system = { id: whole.id, name: whole.name, properties: { ...whole.properties, type } };
  const subject = (
    ref: ElementRef,
    around: Readonly<Record<string, Named>>,
    path: PathProperties | null = null,
  ) => subjectOf(ref, { ...around, system }, path);
  const zoneValues = new Map(model.zones.map((zone) => [zone.id, namedZone(zone)]));
  const zoneOf = (component: Component): Named => found(zoneValues.get(component.zoneId), component);
  const componentOf = (id: ElementId, flow: Flow): Component => found(index.components.get(id), flow);
  return [
    subject({ kind: "system", id: whole.id }, {}),
    ...model.zones.map((zone) => subject({ kind: "zone", id: zone.id }, { zone: namedZone(zone) })),
    ...model.components.map((component) =>
      subject({ kind: "component", id: component.id }, { component, zone: zoneOf(component) }),
    ),
    ...model.flows.map((flow) => {
      const source = componentOf(flow.sourceId, flow);
      const target = componentOf(flow.targetId, flow);
      const [sourceZone, targetZone] = [zoneOf(source), zoneOf(target)];
      const named = { ...flow, name: flow.name || `${source.name} → ${target.name}` };
      return subject({ kind: "flow", id: flow.id }, { flow: named, source, target, sourceZone, targetZone });
    }),
    ...model.paths.map((path) => pathSubject(path, index, subject)),
  ];
}

interface Named {
  readonly id: ElementId;
  readonly name: string;
  readonly properties: PropertyValues;
}

function subjectOf(
  ref: ElementRef,
  around: Readonly<Record<string, Named>>,
  path: PathProperties | null,
): Subject {
  const each = <T>(take: (named: Named) => T) =>
    Object.fromEntries(Object.entries(around).map(([name, named]) => [name, take(named)]));
  return {
    ref,
    properties: each(({ properties }) => properties),
    ids: each(({ id }) => id),
    names: each(({ name }) => name),
    path,
  };
}

function namedZone({ id, name, properties, trust, coordination }: Zone): Named {
  return { id, name, properties: { ...properties, id, trust, coordination } };
}

function pathSubject(
  path: RequestPath,
  index: ModelIndex,
  subject: (ref: ElementRef, around: Readonly<Record<string, Named>>, path: PathProperties) => Subject,
): Subject {
  const computed = pathProperties(path, index);
  const { id, name } = path;
  const properties = { ...path.properties, ...computed.values };
  return subject({ kind: "path", id }, { path: { id, name, properties } }, computed);
}

function found<T>(element: T | undefined, owner: { readonly id: ElementId }): T {
  assert(element !== undefined, `everything that ${owner.id} refers to is part of the model`);
  return element;
}

/** Elements with the same structural values have the same outcome: each is worked out once. */
function remember(): (compiled: CompiledRule, subject: Subject) => Outcome {
  const known = new Map<CompiledRule, Map<string, Outcome>>();
  return (compiled, subject) => {
    const values = compiled.structural.map(
      ({ element, property }) => subject.properties[element]?.[property],
    );
    const ofRule = known.get(compiled) ?? new Map<string, Outcome>();
    known.set(compiled, ofRule);
    const key = keyOf(values);
    const outcome = ofRule.get(key) ?? outcomeOf(compiled, values);
    ofRule.set(key, outcome);
    return outcome;
  };
}

const keyOf = (values: readonly (PropertyValue | undefined)[]) =>
  JSON.stringify(values.map((value) => (value === undefined ? null : value)));

function findingOf(rule: Rule, subject: Subject, outcome: Extract<Outcome, { kind: "fires" }>): Finding {
  return {
    id: `${rule.id}@${subject.ref.id}`,
    ruleId: rule.id,
    threat: rule.threat,
    element: subject.ref,
    stride: rule.stride,
    likelihood: outcome.likelihood,
    because: outcome.because,
    text: rule.text.replace(/\{(\w+)\}/g, (placeholder, name: string) => subject.names[name] ?? placeholder),
  };
}

function questionOf(rule: Rule, subject: Subject, outcome: Extract<Outcome, { kind: "open" }>): Question {
  return {
    ruleId: rule.id,
    threat: rule.threat,
    element: subject.ref,
    missing: outcome.missing.flatMap(({ element, property }) => missingOf(subject, element, property)),
  };
}

/** What has to be stated; for a computed property of a path, on which of its flows. */
function missingOf(subject: Subject, element: string, property: string): readonly MissingProperty[] {
  const ofFlows = element === "path" ? subject.path?.unknown[property] : undefined;
  if (ofFlows) return ofFlows.map((flow) => ({ kind: "flow", id: flow.flowId, property: flow.property }));
  const kind = new Map(Object.entries(SURROUNDINGS[subject.ref.kind])).get(element) ?? subject.ref.kind;
  return [{ kind, id: subject.ids[element] ?? subject.ref.id, property }];
}
