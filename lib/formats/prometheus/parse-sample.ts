import type { Tag } from "@/lib/domain/latency/measured/recording";

/** One line of the text format: a name, labels and a number. */
export interface Sample {
  readonly name: string;
  readonly labels: readonly Tag[];
  /** May be infinite or not a number, as the format allows. */
  readonly value: number;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const VALUE = /^\s*([+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan))(?=\s|$)/i;

/** Longest line that is read. */
const LINE_CHARS_MAX = 50_000;

/**
 * Reads a line of samples; timestamps and exemplars after the value are passed over.
 *
 * @returns null where the line is no sample
 * Source: Prometheus, "Text-based format".
 */
export function parseSample(line: string): Sample | null {
  if (line.length > LINE_CHARS_MAX) return null;
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return null;
  const read = line[name.length] === "{" ? labelsAt(line, name.length + 1) : { labels: [], end: name.length };
  const text = read && VALUE.exec(line.slice(read.end))?.[1];
  return text ? { name, labels: read.labels, value: numberOf(text) } : null;
}

function numberOf(text: string): number {
  if (/inf/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /nan/i.test(text) ? Number.NaN : Number(text);
}

function labelsAt(
  line: string,
  start: number,
): { readonly labels: readonly Tag[]; readonly end: number } | null {
  const labels: Tag[] = [];
  let at = start;
  for (;;) {
    while (line[at] === " " || line[at] === ",") at += 1;
    if (line[at] === "}") return { labels, end: at + 1 };
    LABEL.lastIndex = at;
    const key = LABEL.exec(line)?.[0];
    if (key === undefined || line.slice(at + key.length, at + key.length + 2) !== '="') return null;
    const value = quotedAt(line, at + key.length + 2);
    if (value === null) return null;
    labels.push([key, value.text]);
    at = value.end;
  }
}

/** What stands before the closing quote; \\, \" and \n are escapes. */
function quotedAt(line: string, start: number): { readonly text: string; readonly end: number } | null {
  let end = start;
  while (end < line.length && line[end] !== '"') end += line[end] === "\\" ? 2 : 1;
  if (end >= line.length) return null;
  const text = line.slice(start, end).replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
  return { text, end: end + 1 };
}
