import { isLooser } from "../latency/budget";
import { pathBudgets } from "./budget-need";
import type { ModelElement, RequestPath } from "./element";
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

const LOOSER =
  "This would loosen the budget of the path, which needs a second person: ask for it on the path’s page under Latency.";

/**
 * What would loosen a budget that holds today: a request that is not waited for any more falls out of the budgets that
 * cover it; a path gets a looser limit or loses a flow that it waits for.
 */
export function barOf(standing: ModelElement, model: SystemModel): Bar {
  if (standing.kind === "path") return pathBar(standing, model);
  return (field, wanted) =>
    field === "properties.asynchronous" &&
    wanted === true &&
    pathBudgets(model).some(({ hopIds }) => hopIds.includes(standing.id))
      ? UNWAITED
      : null;
}

function pathBar(standing: RequestPath, { flows }: SystemModel): Bar {
  return (field, wanted) => {
    if (field !== "budget" && field !== "tree") return null;
    const budgets = (path: RequestPath) => pathBudgets({ flows, paths: [path] });
    return isLooser(budgets(standing), budgets({ ...standing, [field]: wanted })) ? LOOSER : null;
  };
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
