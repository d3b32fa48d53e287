import type { Phase } from "../checklists/vocabulary";
import type { ItemKey } from "./knowledge";

/** An item of the product's own checklist, as far as the catalogue speaks of it. */
export interface CatalogueItem {
  readonly key: ItemKey;
  readonly phase: Phase;
  readonly title: string;
  /** It blocks its phase gate. */
  readonly must: boolean;
  /** Standards that it refers to. */
  readonly standards: readonly string[];
}
