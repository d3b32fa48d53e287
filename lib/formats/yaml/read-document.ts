import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  Parser,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, type Problem, pathText, quoted, refuseFile } from "../problem/problem";
import { type Anchors, MERGE_KEY, mergedFields, openAnchors } from "./anchors";

/** Plain data of a document, and the line of every part of it. */
export interface LocatedDocument {
  readonly data: unknown;
  /** Line of the part, or of the nearest enclosing part that exists; counted from 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
}

/** How a document is read where it differs from the strict default. */
export interface ReadingOptions {
  /** `resolve`: aliases stand for what their anchors name, and merge keys add the fields of others. Default: refused. */
  readonly aliases?: "refuse" | "resolve";
}

/** How deep a file of plain data may be nested. */
export const DEPTH_MAX = 20;
const TOKENS_MAX = 500_000;
/** Names that mean something to JavaScript itself. */
export const SPECIAL_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads one YAML 1.2 document of plain data: maps with text keys, lists, texts, numbers, true, false and null.
 *
 * Refused with their lines: anchors and aliases, tags, repeated keys, keys that are not text or that are special to
 * JavaScript, more than one document, more than 20 levels, more than 500,000 tokens. Where aliases are resolved: those
 * that lead to nothing or into themselves, and those that would make 20 levels or 100,000 parts more than are written.
 * @param text without byte order mark, already checked for its size.
 */
export function readYamlDocument(
  text: string,
  { aliases = "refuse" }: ReadingOptions = {},
): Result<LocatedDocument, FileRefusal> {
  const lines = new LineCounter();
  const line = (offset: number) => lines.linePos(offset).line;
  const tokens = readTokens(text, lines);
  if (typeof tokens === "string") return refuseFile([{ line: null, path: "", message: tokens }]);
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== null)
    return refuseFile([
      { line: line(tooDeep), path: "", message: `Nest at most ${DEPTH_MAX} levels: flatten this part.` },
    ]);
  const composer = new Composer({ uniqueKeys: false, schema: "core", merge: false, prettyErrors: false });
  const documents = [...composer.compose(tokens, true, text.length)];
  const problems: Problem[] = documents
    .flatMap((document) => [...document.errors, ...document.warnings])
    .map((error) => ({ line: line(error.pos[0]), path: "", message: syntaxMessage(error) }));
  const [document, second] = documents;
  if (second)
    problems.push({
      line: line(second.range[0]),
      path: "",
      message: "Put one document in a file: remove this one.",
    });
  if (problems.length > 0 || !document) return refuseFile(problems);
  const report: Report = (offset, path, message) =>
    problems.push({ line: line(offset), path: pathText(path), message });
  const anchors = aliases === "resolve" ? openAnchors(DEPTH_MAX) : null;
  const data = plainData(document.contents, [], { report, anchors });
  if (problems.length > 0) return refuseFile(problems);
  const find = makeFinder(document, anchors);
  return ok({ data, lineOf: (path) => line(find(path)) });
}

function readTokens(text: string, lines: LineCounter): CST.Token[] | string {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > TOKENS_MAX) return "The file has too many parts to read: split it into several files.";
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** Offset of the first part below the deepest level that is read; walks without recursion, since depth is hostile. */
function findTooDeep(tokens: readonly CST.Token[]): number | null {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > DEPTH_MAX) return next.token.offset;
    for (const token of partsOf(next.token)) open.push({ token, depth: next.depth + 1 });
  }
  return null;
}

function partsOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((part) => part != null));
}

type Path = readonly PropertyKey[];
type Report = (offset: number, path: Path, message: string) => void;
interface Reading {
  readonly report: Report;
  /** Null where aliases are refused. */
  readonly anchors: Anchors | null;
}

function plainData(node: unknown, path: Path, reading: Reading): unknown {
  const { report, anchors } = reading;
  const at = offsetOfNode(node) ?? 0;
  if (isAlias(node)) {
    if (anchors) return anchors.resolve(node, path.length, (message) => report(at, path, message));
    report(at, path, "Aliases are not read: write the value out here.");
    return null;
  }
  if (!anchors && isNode(node) && node.anchor !== undefined)
    report(at, path, "Anchors are not read: remove it and write the value out where it is needed.");
  return anchors && isNode(node)
    ? anchors.remember(node, path.length, () => plainParts(node, path, reading))
    : plainParts(node, path, reading);
}

function plainParts(node: unknown, path: Path, reading: Reading): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item, index) => plainData(item, [...path, index], reading));
  return isMap(node) ? plainMap(node, path, reading) : null;
}

function plainMap(map: YAMLMap, path: Path, reading: Reading): Readonly<Record<string, unknown>> {
  const { report, anchors } = reading;
  const entries = new Map<string, unknown>();
  const merged: unknown[] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? key.value : undefined;
    const at = offsetOfNode(key) ?? offsetOfNode(map) ?? 0;
    if (typeof name !== "string") report(at, path, "Use a plain text as field name; put it in quotes.");
    else if (SPECIAL_NAMES.has(name)) report(at, path, `${quoted(name)} can't be a field name: remove it.`);
    else if (anchors && name === MERGE_KEY) merged.push(plainData(value, [...path, name], reading));
    else if (entries.has(name))
      report(at, [...path, name], `The field ${quoted(name)} stands here twice: keep one of them.`);
    else entries.set(name, plainData(value, [...path, name], reading));
  }
  return Object.fromEntries([...mergedFields(merged), ...entries]);
}

function offsetOfNode(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}

/** Finds where parts start; for the entry of a map, its name. Names of a map are listed once, however many are asked. */
function makeFinder(document: Document.Parsed, anchors: Anchors | null): (path: Path) => number {
  const listed = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();
  const pairsOf = (map: YAMLMap) => {
    const known = listed.get(map);
    if (known) return known;
    const pairs = new Map(
      map.items.toReversed().map((pair) => [isScalar(pair.key) ? pair.key.value : null, pair]),
    );
    listed.set(map, pairs);
    return pairs;
  };
  const stepInto = (from: unknown, step: PropertyKey) => {
    const node = isAlias(from) ? anchors?.targetOf(from) : from;
    if (isMap(node)) {
      const pair = pairsOf(node).get(step);
      return { node: pair?.value, offset: offsetOfNode(pair?.key) };
    }
    const item = isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
    return { node: item, offset: offsetOfNode(item) };
  };
  return (path) => {
    let at: { readonly node: unknown; readonly offset: number | null } = {
      node: document.contents,
      offset: null,
    };
    let offset = offsetOfNode(document.contents) ?? 0;
    for (const step of path) {
      at = stepInto(at.node, step);
      offset = at.offset ?? offset;
    }
    return offset;
  };
}

function syntaxMessage(error: YAMLError): string {
  return error.name === "YAMLWarning"
    ? `Tags are not read: remove it. (${error.message})`
    : `Correct the syntax here: ${error.message}`;
}
