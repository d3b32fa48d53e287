import { criticalChange, criticalReason } from "../controls/critical-change";
import { lesseningReason, lessStated } from "../threats/less-stated";
import { budgetNeed } from "./budget-need";
import { readable } from "./check-whole";
import type { Control, ModelElement } from "./element";
import type { BarredPart } from "./import-barred";
import type { ElementDraft } from "./model-change";
import { elementsOf, type SystemModel } from "./system-model";

/** What a file wants of one element and only two persons may do. */
export interface CriticalPart extends BarredPart {
  /** The element as the import leaves it. */
  readonly standing: ModelElement;
  /** Why one person is not enough, in a sentence. */
  readonly reason: string;
}

/**
 * The parts of a file that need a second person, by the rules that the forms ask by.
 *
 * @param model as it stands once the rest of the file is written
 * @param isProven whether a control is proven on some element today
 * @returns in the order of the file; what is barred from imports but takes no second person is left out
 * Source: design/model.md, "People and approval".
 */
export function criticalParts(
  model: SystemModel,
  barred: readonly BarredPart[],
  isProven: (control: Control) => boolean,
): readonly CriticalPart[] {
  const elements = new Map(elementsOf(model).map((element) => [element.id, element]));
  return barred.flatMap((part) => {
    const standing = elements.get(part.draft.id);
    const reason = standing ? whyTwo(model, standing, part.draft, isProven) : null;
    return standing && reason !== null ? [{ ...part, standing, reason }] : [];
  });
}

function whyTwo(
  model: SystemModel,
  standing: ModelElement,
  draft: ElementDraft,
  isProven: (control: Control) => boolean,
): string | null {
  if (standing.kind === "control" && draft.kind === "control") {
    const weakenings = criticalChange(standing, draft, isProven(standing));
    return weakenings.length > 0 ? criticalReason(readable(standing), weakenings) : null;
  }
  if (standing.kind === "stated-threat" && draft.kind === "stated-threat") {
    const lessenings = lessStated(standing, draft);
    return lessenings.length > 0 ? lesseningReason(readable(standing), lessenings) : null;
  }
  const put = <E extends ModelElement>(all: readonly E[]) =>
    all.map((one) => (one.id === draft.id ? { ...one, ...draft } : one)) as readonly E[];
  const after = { ...model, flows: put(model.flows), paths: put(model.paths) };
  return budgetNeed(model, after, [], "")?.reason ?? null;
}
