const CHARS_MAX = 2_000;

/**
 * A text as it may stand in a line or a cell of Markdown: on one line, and nothing in it means anything to Markdown or
 * HTML, so that no name can break a table, make a link or a picture, or add an element.
 *
 * Source: CommonMark 0.31, sections 2.4 and 2.5; GitHub Flavored Markdown, tables and autolinks.
 */
export function markdownText(text: string): string {
  return text
    .slice(0, CHARS_MAX)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]|~#!$^={}:@]/g, "\\$&")
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/^([-+]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

/** A table, or one sentence where it would have no rows. Cells are texts of anybody. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  empty: string,
): string {
  if (rows.length === 0) return `${markdownText(empty)}\n`;
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(" | ")} |`;
  const rule = `|${" --- |".repeat(header.length)}`;
  return `${[line(header), rule, ...rows.map(line)].join("\n")}\n`;
}
