/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Why a text is not taken, and where: the offset of the character, in UTF-16 units. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** A name in an object as it stands in the text. */
export interface JsonName {
  readonly name: string;
  readonly at: number;
  /** Where the object stands: names and positions from the outermost value on. Valid only during the call. */
  readonly path: readonly (string | number)[];
  /** An earlier member of the same object has this name. */
  readonly isRepeated: boolean;
}

/** What a caller asks of a text beyond JSON itself; each may throw a `JsonFault`. */
export interface JsonRules {
  /** The outermost value is at depth 1, its members at 2. */
  readonly depthMax: number;
  /** Most values and names in the whole text. */
  readonly partsMax: number;
  /** Whether a member is kept; without this all are, and the last of one name counts. */
  readonly keepsMember?: (name: JsonName) => boolean;
  readonly checkText?: (text: string, at: number) => void;
  readonly checkNumber?: (literal: string, value: number, at: number) => void;
}

/** Where the members of an object (their names) or a list start, for each object and list that was read. */
export type JsonPlaces = ReadonlyMap<object, ReadonlyMap<string, number> | readonly number[]>;

/** A value, where it starts, and where everything in it starts. */
export interface LocatedJson {
  readonly value: Json;
  readonly at: number;
  readonly places: JsonPlaces;
}

/**
 * Reads JSON in one pass, to the values that `JSON.parse` gives, and keeps where every part stands.
 *
 * Time and memory grow with the length of the text, never faster.
 * @throws JsonFault where the text is not JSON or breaks a rule. Source: RFC 8259.
 */
export function readJson(text: string, rules: JsonRules): LocatedJson {
  return new Reader(text, rules).whole();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LITERALS: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Reader {
  private at = 0;
  private parts = 0;
  private readonly path: (string | number)[] = [];
  private readonly places = new Map<object, ReadonlyMap<string, number> | readonly number[]>();
  constructor(
    private readonly text: string,
    private readonly rules: JsonRules,
  ) {}

  whole(): LocatedJson {
    this.blank();
    const at = this.at;
    const value = this.value(1);
    this.blank();
    if (this.at < this.text.length) this.fail("something follows after the value");
    return { value, at, places: this.places };
  }

  private value(depth: number): Json {
    this.blank();
    if (depth > this.rules.depthMax) this.fail(`it is nested deeper than ${this.rules.depthMax}`);
    this.count();
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.list(depth);
    if (first === '"') return this.string();
    for (const [word, value] of LITERALS) if (this.takes(word)) return value;
    return this.number();
  }

  private object(depth: number): Json {
    const members: Record<string, Json> = {};
    this.at += 1;
    if (this.takesAfterBlank("}")) return members;
    const starts = new Map<string, number>();
    this.places.set(members, starts);
    do {
      this.blank();
      const at = this.at;
      this.count();
      const name = this.string();
      const isKept = this.keeps({ name, at, path: this.path, isRepeated: starts.has(name) });
      if (!this.takesAfterBlank(":")) this.fail("a colon is missing");
      this.path.push(name);
      const value = this.value(depth + 1);
      this.path.pop();
      if (isKept) {
        starts.set(name, at);
        setMember(members, name, value);
      }
    } while (this.takesAfterBlank(","));
    if (!this.takesAfterBlank("}")) this.fail("an object is not closed");
    return members;
  }

  private list(depth: number): Json {
    const members: Json[] = [];
    this.at += 1;
    if (this.takesAfterBlank("]")) return members;
    const starts: number[] = [];
    this.places.set(members, starts);
    do {
      this.blank();
      starts.push(this.at);
      this.path.push(members.length);
      members.push(this.value(depth + 1));
      this.path.pop();
    } while (this.takesAfterBlank(","));
    if (!this.takesAfterBlank("]")) this.fail("a list is not closed");
    return members;
  }

  /** Most texts stand in the file as they are; `JSON.parse` knows best what an escape means. */
  private string(): string {
    const start = this.at;
    if (this.text.charCodeAt(start) !== QUOTE) this.fail("a text in quotes is missing");
    let end = start + 1;
    let isEscaped = false;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(end)) {
      if (Number.isNaN(code)) this.fail("a text is not closed");
      if (code < SPACE) this.fail("a text holds a control character or a line break; write it as \\n", end);
      if (code === BACKSLASH) isEscaped = true;
      end += code === BACKSLASH ? 2 : 1;
    }
    this.at = end + 1;
    const text = isEscaped
      ? this.unescaped(this.text.slice(start, this.at), start)
      : this.text.slice(start + 1, end);
    this.rules.checkText?.(text, start);
    return text;
  }

  private unescaped(literal: string, start: number): string {
    try {
      return String(JSON.parse(literal));
    } catch (error) {
      if (error instanceof SyntaxError) return this.fail("this is not JSON", start);
      throw error;
    }
  }

  private number(): number {
    const start = this.at;
    const literal = this.literalOfNumber();
    if (literal === "") this.fail("a value is missing");
    if (!NUMBER.test(literal)) this.fail("this is not JSON", start);
    const value = Number(literal);
    this.rules.checkNumber?.(literal, value, start);
    return value;
  }

  private literalOfNumber(): string {
    const start = this.at;
    while (this.at < this.text.length && "0123456789.eE+-".includes(this.text.charAt(this.at))) this.at += 1;
    return this.text.slice(start, this.at);
  }

  private keeps(name: JsonName): boolean {
    return this.rules.keepsMember?.(name) ?? true;
  }

  private count(): void {
    this.parts += 1;
    if (this.parts > this.rules.partsMax) this.fail(`it has more than ${this.rules.partsMax} parts`);
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

  /** Space, tab, line feed, carriage return. */
  private blank(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== SPACE && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private fail(reason: string, at = this.at): never {
    throw new JsonFault(at, reason);
  }
}

/** As `JSON.parse` does: `__proto__` is a name like any other, not the object's prototype. */
function setMember(members: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__")
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}
