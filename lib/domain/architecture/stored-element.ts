import type { ModelElement } from "./element";

/** An element as it is read from a row or a revision: what did not exist when it was written gets its usual value. */
export function storedElement(element: ModelElement): ModelElement {
  return element.kind === "zone" ? { ...element, parentId: element.parentId ?? null } : element;
}
