/**
 * First characters with which a spreadsheet takes a cell for a formula, plain and full-width, and the control
 * characters that it skips before one. Source: OWASP, CSV Injection.
 */
const GUARDED = /^'*[=+\-@＝＋－＠\t\r\n]/u;

/** Puts an apostrophe before a text that a spreadsheet would run as a formula. */
export function guardFormula(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** Takes back what `guardFormula` did, so that a text survives export and import. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
