import type { TemplateDraft } from "@/lib/domain/checklists/item-text";
import { itemDocumentOf } from "./item-document";

/** Writes a template as our own exchange format; `parseJsonTemplate` reads the same template back. */
export function writeJsonTemplate({ name, version, standards, items }: TemplateDraft): string {
  return `${JSON.stringify({ name, version, standards, items: items.map(itemDocumentOf) }, null, 2)}\n`;
}
