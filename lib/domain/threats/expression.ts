import { err, ok, type Result } from "../kernel/result";

/** A value that can be written in an expression. */
export type Literal = string | number | boolean;
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** `element.property`, as in `flow.encryption`. */
export interface Name {
  readonly kind: "name";
  readonly element: string;
  readonly property: string;
}

/** A condition over the properties of an element and its surroundings; the grammar stands at the head of `rules.yaml`. */
export type Expression =
  | Name
  | { readonly kind: "literal"; readonly value: Literal }
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-" | "*";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "compare";
      readonly operator: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Whether the value is one of the list. */
  | { readonly kind: "in"; readonly of: Expression; readonly list: readonly Literal[] }
  /** Whether the set holds one of the list at least. */
  | { readonly kind: "has"; readonly of: Expression; readonly list: readonly Literal[] }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] };

/** Why a text is no expression. */
export interface ExpressionRefusal {
  readonly code: "too-long" | "too-deep" | "syntax";
  /** Where, in characters from 0. */
  readonly position: number;
  readonly reason: string;
}

/** Longer or deeper conditions than these are refused before they are read. */
export const EXPRESSION_CHARS_MAX = 500;
export const EXPRESSION_DEPTH_MAX = 20;

type Parsed = Result<Expression, ExpressionRefusal>;

/** Reads an expression; refuses more than 500 characters, more than 20 levels and anything that the grammar does not have. */
export function parseExpression(text: string): Parsed {
  if (text.length > EXPRESSION_CHARS_MAX)
    return refuse("too-long", EXPRESSION_CHARS_MAX, `Use at most ${EXPRESSION_CHARS_MAX} characters.`);
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  const reader = new Reader(tokens.value, text.length);
  const expression = readOr(reader, 0);
  if (!expression.ok) return expression;
  return reader.peek() === null ? expression : reader.unexpected("the end");
}

/** All names in an expression, each once, in the order in which they first appear. */
export function namesIn(expression: Expression): readonly Name[] {
  const names = new Map<string, Name>();
  const walk = (part: Expression): void => {
    if (part.kind === "name") names.set(textOfName(part), names.get(textOfName(part)) ?? part);
    for (const inner of partsOf(part)) walk(inner);
  };
  walk(expression);
  return [...names.values()];
}

/** A name as it is written in a rule: `element.property`. */
export const textOfName = (name: Name): string => `${name.element}.${name.property}`;

/** The expressions directly inside. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "name":
      return [];
    case "arithmetic":
    case "compare":
      return [expression.left, expression.right];
    case "in":
    case "has":
    case "not":
      return [expression.of];
    default:
      return expression.parts;
  }
}

/** The same expression with some names replaced by what they stand for. */
export function replaceNames(expression: Expression, replace: (name: Name) => Expression | null): Expression {
  const inside = (part: Expression) => replaceNames(part, replace);
  switch (expression.kind) {
    case "literal":
      return expression;
    case "name":
      return replace(expression) ?? expression;
    case "arithmetic":
    case "compare":
      return { ...expression, left: inside(expression.left), right: inside(expression.right) };
    case "in":
    case "has":
    case "not":
      return { ...expression, of: inside(expression.of) };
    default:
      return { ...expression, parts: expression.parts.map(inside) };
  }
}

interface Token {
  readonly type: "name" | "text" | "number" | "word" | "sign";
  readonly text: string;
  readonly position: number;
}

const TOKEN =
  /(?<name>[A-Za-z]\w*\.[A-Za-z]\w*)|(?<word>[A-Za-z]\w*)|(?<number>\d+(?:\.\d+)?)|'(?<text>[^']*)'|(?<sign>[=!<>]=|[<>()[\],+*-])/y;

function tokensOf(text: string): Result<readonly Token[], ExpressionRefusal> {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let position = skipBlanks(text, 0);
  while (position < text.length) {
    pattern.lastIndex = position;
    const groups = pattern.exec(text)?.groups;
    if (!groups) return refuse("syntax", position, `Remove or quote ${JSON.stringify(text[position])}.`);
    const [type, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ type: type as Token["type"], text: found ?? "", position });
    position = skipBlanks(text, pattern.lastIndex);
  }
  return ok(tokens);
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text[position] === " " || text[position] === "\n") position += 1;
  return position;
}

class Reader {
  #next = 0;
  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}
  peek(): Token | null {
    return this.tokens[this.#next] ?? null;
  }
  /** Takes the next token if it is one of these words or signs. */
  take(...texts: readonly string[]): string | null {
    const token = this.peek();
    if (!token || (token.type !== "word" && token.type !== "sign") || !texts.includes(token.text))
      return null;
    this.#next += 1;
    return token.text;
  }
  advance(): void {
    this.#next += 1;
  }
  unexpected(wanted: string): Result<never, ExpressionRefusal> {
    const token = this.peek();
    const found = token ? JSON.stringify(token.text) : "nothing";
    return refuse("syntax", token?.position ?? this.end, `Write ${wanted} here; found ${found}.`);
  }
}

const COMPARE = ["==", "!=", "<=", ">=", "<", ">"] as const satisfies readonly CompareOperator[];

function readOr(reader: Reader, depth: number): Parsed {
  return readJoined(reader, depth, "or", readAnd);
}

function readAnd(reader: Reader, depth: number): Parsed {
  return readJoined(reader, depth, "and", readNot);
}

function readJoined(
  reader: Reader,
  depth: number,
  word: "and" | "or",
  read: (reader: Reader, depth: number) => Parsed,
): Parsed {
  const parts: Expression[] = [];
  do {
    const part = read(reader, depth);
    if (!part.ok) return part;
    parts.push(part.value);
  } while (reader.take(word));
  const [only] = parts;
  return ok(parts.length === 1 && only ? only : { kind: word, parts });
}

function readNot(reader: Reader, depth: number): Parsed {
  if (depth > EXPRESSION_DEPTH_MAX)
    return refuse("too-deep", reader.peek()?.position ?? 0, `Nest at most ${EXPRESSION_DEPTH_MAX} levels.`);
  if (!reader.take("not")) return readCompare(reader, depth);
  const of = readNot(reader, depth + 1);
  return of.ok ? ok({ kind: "not", of: of.value }) : of;
}

function readCompare(reader: Reader, depth: number): Parsed {
  const left = readSum(reader, depth);
  if (!left.ok) return left;
  const sign = reader.take(...COMPARE);
  const operator = COMPARE.find((candidate) => candidate === sign);
  if (operator) {
    const right = readSum(reader, depth);
    return right.ok ? ok({ kind: "compare", operator, left: left.value, right: right.value }) : right;
  }
  if (reader.take("has")) {
    const literal = readLiteral(reader);
    return literal.ok ? ok({ kind: "has", of: left.value, list: [literal.value] }) : literal;
  }
  const word = reader.take("in", "hasAny");
  if (!word) return left;
  const list = readList(reader);
  return list.ok ? ok({ kind: word === "in" ? "in" : "has", of: left.value, list: list.value }) : list;
}

function readSum(reader: Reader, depth: number): Parsed {
  return readArithmetic(reader, depth, ["+", "-"], (inner, at) => readArithmetic(inner, at, ["*"], readAtom));
}

function readArithmetic(
  reader: Reader,
  depth: number,
  operators: readonly ("+" | "-" | "*")[],
  read: (reader: Reader, depth: number) => Parsed,
): Parsed {
  let left = read(reader, depth);
  for (;;) {
    if (!left.ok) return left;
    const sign = reader.take(...operators);
    const operator = operators.find((candidate) => candidate === sign);
    if (!operator) return left;
    const right = read(reader, depth);
    if (!right.ok) return right;
    left = ok({ kind: "arithmetic", operator, left: left.value, right: right.value });
  }
}

function readAtom(reader: Reader, depth: number): Parsed {
  const token = reader.peek();
  if (token?.type === "name") {
    reader.advance();
    const [element = "", property = ""] = token.text.split(".");
    return ok({ kind: "name", element, property });
  }
  if (!reader.take("(")) {
    const literal = readLiteral(reader);
    return literal.ok ? ok({ kind: "literal", value: literal.value }) : reader.unexpected("a value");
  }
  const inner = readOr(reader, depth + 1);
  if (!inner.ok) return inner;
  return reader.take(")") ? inner : reader.unexpected("a closing bracket");
}

function readLiteral(reader: Reader): Result<Literal, ExpressionRefusal> {
  const token = reader.peek();
  const word = reader.take("true", "false");
  if (word) return ok(word === "true");
  if (token?.type !== "text" && token?.type !== "number")
    return reader.unexpected("a text, a number, true or false");
  reader.advance();
  return ok(token.type === "text" ? token.text : Number(token.text));
}

function readList(reader: Reader): Result<readonly Literal[], ExpressionRefusal> {
  if (!reader.take("[")) return reader.unexpected("a list");
  const list: Literal[] = [];
  do {
    const literal = readLiteral(reader);
    if (!literal.ok) return literal;
    list.push(literal.value);
  } while (reader.take(","));
  return reader.take("]") ? ok(list) : reader.unexpected("a closing bracket");
}

function refuse(
  code: ExpressionRefusal["code"],
  position: number,
  reason: string,
): Result<never, ExpressionRefusal> {
  return err({ code, position, reason });
}
