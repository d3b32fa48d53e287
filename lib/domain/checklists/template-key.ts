import { slugOf } from "../systems/slug";

/** The key under which a template of this name is kept; an import of the same name is its next version. */
export function templateKey(name: string): string {
  return slugOf(name) || "template";
}
