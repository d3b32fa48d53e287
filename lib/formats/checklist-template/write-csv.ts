import type { ItemText } from "@/lib/domain/checklists/item-text";
import { writeCsv } from "../csv/write-csv";
import { CSV_COLUMNS, cellsOf } from "./csv-columns";

/**
 * Writes the items of a template as CSV, safe to open in a spreadsheet; `parseCsvTemplate` reads the same items back.
 *
 * Name, version and declared standards of the template have no place in CSV and are left out.
 */
export function writeCsvTemplate(
  items: readonly ItemText[],
  options: { readonly bom?: boolean } = {},
): string {
  const rows = items.map((text) => {
    const cells = cellsOf(text);
    return CSV_COLUMNS.map((column) => cells[column]);
  });
  return writeCsv([CSV_COLUMNS, ...rows], options);
}
