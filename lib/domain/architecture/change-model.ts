import type { PropertyOwner, PropertyValues } from "../catalogue/property";
import type { ElementId } from "../kernel/ids";
import { wholeIdOf } from "../kernel/parse-id";
import type { Issue } from "../kernel/refusal";
import { err, ok, type Result } from "../kernel/result";
import { checkElement } from "./check-element";
import { sameValue } from "./check-properties";
import { checkWhole, readable } from "./check-whole";
import type { Described, ElementKind, ModelElement, Stated } from "./element";
import type { ChangeContext, ChangedModel, ChangeRefusal, ModelChange } from "./model-change";
import { elementsOf, modelOf, type SystemModel } from "./system-model";

/** Elements of one edit, forms and imports alike. */
export const CHANGES_MAX = 5_000;

/**
 * Applies an edit to a model: all of it or nothing. Every rule of the model is checked here, against the whole result, so
 * that forms, imports and editors have the same.
 *
 * @returns a stale refusal where an element was changed by somebody else meanwhile
 */
export function changeModel(
  model: SystemModel,
  changes: readonly ModelChange[],
  context: ChangeContext,
): Result<ChangedModel, ChangeRefusal> {
  if (changes.length > CHANGES_MAX)
    return invalid([{ path: "", message: `Change at most ${CHANGES_MAX} elements at once.` }]);
  const standing = new Map(elementsOf(model).map((element) => [element.id, element]));
  const impossible = impossibleIssues(changes, standing, context);
  if (impossible.length > 0) return invalid(impossible);
  const stale = findStale(changes, standing, context);
  if (stale) return err(stale);
  const used = { ...context.numbersUsed };
  const after = new Map(standing);
  const saved: ModelElement[] = [];
  const retired: ModelElement[] = [];
  for (const change of changes) {
    const before = standing.get(idOf(change));
    if (change.op === "retire") {
      if (!before) continue;
      after.delete(change.id);
      retired.push({ ...before, version: before.version + 1 });
      continue;
    }
    const number = before?.number ?? nextNumber(used, change.draft.kind);
    const element = written(change, before, number, context);
    if (before && before.version > 0 && sameElement(before, element)) continue;
    after.set(element.id, element);
    saved.push(element);
  }
  const result = modelOf(context.systemId, model.whole.name, [...after.values()].filter(isStored));
  const issues = [
    ...changes.flatMap((change, index) =>
      change.op === "save" ? checkElement(change.draft, context, `elements.${index}`) : [],
    ),
    ...checkWhole(result, changes, context.mechanisms),
  ];
  return issues.length > 0 ? invalid(issues) : ok({ model: result, saved, retired });
}

const invalid = (issues: readonly Issue[]) => err({ code: "invalid" as const, issues });
const isStored = (element: ModelElement) => element.version > 0;

function nextNumber(used: Partial<Record<ElementKind, number>>, kind: ElementKind): number {
  const number = (used[kind] ?? 0) + 1;
  used[kind] = number;
  return number;
}

/** What no element can become: two things at once, another kind, nothing where it is the system itself. */
function impossibleIssues(
  changes: readonly ModelChange[],
  standing: ReadonlyMap<ElementId, ModelElement>,
  { systemId }: ChangeContext,
): readonly Issue[] {
  const seen = new Set<ElementId>();
  const whole = wholeIdOf(systemId);
  return changes.flatMap((change, index) => {
    const id = idOf(change);
    const issue = (message: string) => [{ path: `elements.${index}`, message }];
    if (seen.has(id)) return issue("This element stands in the edit twice. Name it once.");
    seen.add(id);
    if (change.op === "retire")
      return id === whole ? issue("The system itself can’t be taken out of its model.") : [];
    const { kind } = change.draft;
    const before = standing.get(id);
    if (before && before.kind !== kind) return issue(`${readable(before)} stays a ${before.kind}.`);
    return (kind === "system") === (id === whole) ? [] : issue("Only one element is the whole system.");
  });
}

const idOf = (change: ModelChange) => (change.op === "save" ? change.draft.id : change.id);

function findStale(
  changes: readonly ModelChange[],
  standing: ReadonlyMap<ElementId, ModelElement>,
  context: ChangeContext,
): ChangeRefusal | null {
  const whole = wholeIdOf(context.systemId);
  for (const [index, change] of changes.entries()) {
    const id = idOf(change);
    const current = standing.get(id) ?? null;
    const seen = change.version ?? 0;
    const now = current?.version ?? 0;
    if (seen !== now && !(id === whole && now === 0)) return { code: "stale", index, current };
  }
  return null;
}

function written(
  { draft, attested }: Extract<ModelChange, { op: "save" }>,
  before: ModelElement | undefined,
  number: number,
  context: ChangeContext,
): ModelElement {
  const version = (before?.version ?? 0) + 1;
  if (!("properties" in draft)) return { ...draft, number, version };
  const properties = inOrder(draft.kind, draft.properties, context);
  const earlier: Described | null = before && "properties" in before ? before : null;
  const stated: Record<string, Stated[string]> = {};
  for (const [id, value] of Object.entries(properties)) {
    const isProtective = context.properties.some(
      (one) => one.owner === draft.kind && one.id === id && one.role === "protective",
    );
    if (!isProtective) continue;
    const kept = sameValue(value, earlier?.properties[id]) ? earlier?.stated[id] : undefined;
    stated[id] = kept && !attested?.includes(id) ? kept : { by: context.by, on: context.on };
  }
  return { ...draft, properties, number, version, stated };
}

/** Sets in the order of their definition, so that the same set is the same value. */
function inOrder(
  owner: PropertyOwner,
  values: PropertyValues,
  { properties }: ChangeContext,
): PropertyValues {
  const shapeOf = (id: string) => properties.find((one) => one.owner === owner && one.id === id)?.shape;
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const shape = shapeOf(id);
      return [
        id,
        Array.isArray(value) && shape?.type === "set"
          ? value.toSorted((a, b) => shape.values.indexOf(a) - shape.values.indexOf(b))
          : value,
      ];
    }),
  );
}

/** Whether nothing but the version differs. */
function sameElement(a: ModelElement, b: ModelElement): boolean {
  return canonical({ ...a, version: 0 }) === canonical({ ...b, version: 0 });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
