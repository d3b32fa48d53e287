import { pathBudgets } from "./budget-need";
import type { ModelElement } from "./element";
import type { Bar, Pen } from "./import-pen";
import type { ElementDraft } from "./model-change";
import type { SystemModel } from "./system-model";

/** What a file wants of one standing element beyond what an import may do. */
export interface BarredPart {
  /** Which of the lines in the preview is the element's. */
  readonly line: number;
  /** Names of the fields; of properties as `properties.asynchronous`. */
  readonly fields: readonly string[];
  /** The element as the import leaves it, with these fields as the file wants them. */
  readonly draft: ElementDraft;
}

const UNWAITED =
  "This would loosen the budget of a path that waits for the flow, which needs a second person: ask for it on the flow’s page.";

/** A request that is not waited for any more falls out of the budgets that cover it. */
export function barOf({ id }: ModelElement, model: SystemModel): Bar {
  return (field, wanted) =>
    field === "properties.asynchronous" &&
    wanted === true &&
    pathBudgets(model).some(({ hopIds }) => hopIds.includes(id))
      ? UNWAITED
      : null;
}

const PROPERTY = "properties.";

/**
 * What is left to be asked of a second person about one element: nothing, or one thing.
 *
 * @param draft the element as the import leaves it
 * @param askable what the file wants of its fields; where a control is to be retired, that is all that is asked
 */
export function barredParts(
  draft: ElementDraft,
  askable: Pen["askable"],
): readonly Pick<BarredPart, "fields" | "draft">[] {
  const wanted = askable["standing"] === "retired" ? { standing: "retired" } : askable;
  const fields = Object.keys(wanted);
  if (fields.length === 0) return [];
  const own = Object.entries(wanted).filter(([field]) => !field.startsWith(PROPERTY));
  const properties = Object.entries(wanted)
    .filter(([field]) => field.startsWith(PROPERTY))
    .map(([field, value]) => [field.slice(PROPERTY.length), value]);
  const described = "properties" in draft && {
    properties: { ...draft.properties, ...Object.fromEntries(properties) },
  };
  return [{ fields, draft: { ...draft, ...Object.fromEntries(own), ...described } as ElementDraft }];
}
