import { err, ok, type Result } from "../kernel/result";

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Why a text is not taken, and where: the offset of the character. */
export type JsonProblem = { readonly at: number; readonly reason: string };

/** Nesting that no plan of ours needs more of. */
export const JSON_DEPTH_MAX = 32;
/** What a float64 always keeps (17 significant digits). Source: IEEE 754, RFC 8785 section 3.2.2.3. */
const DIGITS_MAX = 17;

class Problem extends Error {
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * Reads JSON that means the same to every reader: a key stands once in its object, a number keeps its value as float64,
 * text is Unicode. What two parsers could read differently is refused. Source: RFC 8259, RFC 7493 (I-JSON).
 */
export function parseStrictJson(text: string): Result<Json, JsonProblem> {
  try {
    const reader = new Reader(text);
    return ok(reader.whole());
  } catch (thrown) {
    if (thrown instanceof Problem) return err({ at: thrown.at, reason: thrown.reason });
    throw thrown;
  }
}

const LITERALS: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  whole(): Json {
    const value = this.value(1);
    this.blank();
    if (this.at < this.text.length) this.fail("something follows after the value");
    return value;
  }

  private value(depth: number): Json {
    if (depth > JSON_DEPTH_MAX) this.fail(`it is nested deeper than ${JSON_DEPTH_MAX}`);
    this.blank();
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.list(depth);
    if (first === '"') return this.string();
    for (const [word, value] of LITERALS) if (this.takes(word)) return value;
    return this.number();
  }

  private object(depth: number): Json {
    const members = new Map<string, Json>();
    this.at += 1;
    if (this.takesAfterBlank("}")) return {};
    do {
      this.blank();
      const start = this.at;
      const key = this.string();
      if (members.has(key)) this.fail(`the key ${JSON.stringify(key)} stands twice in one object`, start);
      if (!this.takesAfterBlank(":")) this.fail("a colon is missing");
      members.set(key, this.value(depth + 1));
    } while (this.takesAfterBlank(","));
    if (!this.takesAfterBlank("}")) this.fail("an object is not closed");
    return Object.fromEntries(members);
  }

  private list(depth: number): Json {
    const members: Json[] = [];
    this.at += 1;
    if (this.takesAfterBlank("]")) return members;
    do members.push(this.value(depth + 1));
    while (this.takesAfterBlank(","));
    if (!this.takesAfterBlank("]")) this.fail("a list is not closed");
    return members;
  }

  private string(): string {
    const literal = this.match(/"[^"\\]*(?:\\.[^"\\]*)*"/suy, "a text in quotes is missing");
    const start = this.at - literal.length;
    const text = this.parsed<string>(literal, start);
    const problem = textProblem(text);
    if (problem) this.fail(problem, start);
    return text;
  }

  private number(): number {
    const literal = this.match(/-?\d[\d.eE+-]*/uy, "a value is missing");
    const start = this.at - literal.length;
    const value = this.parsed<number>(literal, start);
    const problem = numberProblem(literal, value);
    if (problem) this.fail(problem, start);
    return value;
  }

  /** JSON.parse knows best what a single literal means. */
  private parsed<T>(literal: string, start: number): T {
    try {
      return JSON.parse(literal) as T;
    } catch {
      return this.fail("this is not JSON", start);
    }
  }

  private match(pattern: RegExp, missing: string): string {
    pattern.lastIndex = this.at;
    const literal = pattern.exec(this.text)?.[0];
    if (literal === undefined) return this.fail(missing);
    this.at += literal.length;
    return literal;
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private takesAfterBlank(word: string): boolean {
    this.blank();
    return this.takes(word);
  }

  private blank(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private fail(reason: string, at = this.at): never {
    throw new Problem(at, reason);
  }
}

/** Why a text can't be kept and hashed the same everywhere; null where it can. */
export function textProblem(text: string): string | null {
  if (/\p{Surrogate}/u.test(text)) return "a text holds half of a surrogate pair";
  return text.includes("\u0000") ? "a text holds the character U+0000" : null;
}

function numberProblem(literal: string, value: number): string | null {
  if (!Number.isFinite(value)) return `${literal} is too large for a number`;
  const digits = (literal.split(/[eE]/)[0] ?? "").replace(/[-.]/g, "").replace(/^0+|0+$/g, "");
  if (value === 0 && digits !== "") return `${literal} is too small for a number`;
  const exact = digits.length <= DIGITS_MAX && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? null : `${literal} has more digits than a number keeps; write it as text`;
}
