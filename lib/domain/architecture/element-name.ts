import type { ModelElement } from "./element";
import { ELEMENT_PREFIX } from "./vocabulary";

/** The name of an element as lists have it: F-12 Web to API. */
export function elementName(element: Pick<ModelElement, "kind" | "number" | "name"> | undefined): string {
  if (!element) return "something that is gone";
  return element.kind === "system"
    ? "The whole system"
    : `${ELEMENT_PREFIX[element.kind]}-${element.number} ${element.name}`;
}
