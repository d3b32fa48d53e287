import { canonicalJson } from "../audit/canonical-json";
import type { Receipt, Statement } from "./receipt";

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isTextOrNull: Check = (value) => value === null || isText(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isObject: Check = (value) => typeof value === "object" && value !== null;
const is =
  (wanted: unknown): Check =>
  (value) =>
    value === wanted;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object with exactly these fields. */
const object =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const fields = value as Fields;
    const names = Object.keys(fields);
    return (
      names.length === Object.keys(checks).length &&
      names.every((name) => Object.hasOwn(checks, name) && checks[name]?.(fields[name]) === true)
    );
  };

const isPerson = object({ id: isText, name: isText });
const isReceipt = object({
  kind: is("countersign-receipt"),
  v: is(1),
  statement: isText,
  entry: object({ leaf: isText, detail: object({ salt: isText, text: isText }) }),
  proof: object({ index: isCount, size: isCount, hashes: listOf(isText), root: isText, checkpoint: isText }),
});
const isStatement = object({
  v: is(1),
  id: isText,
  number: isText,
  command: isText,
  input: isText,
  payloadHash: isText,
  about: isText,
  asked: isText,
  requester: isPerson,
  systemId: isTextOrNull,
  policies: listOf(isObject),
  authorIds: listOf(isText),
  brokenBy: (value) => value === null || isPerson(value),
  createdAtMs: isCount,
  expiresAtMs: isCount,
  votes: listOf(
    object({
      voter: isPerson,
      vote: isText,
      reason: isText,
      payloadHash: isText,
      atMs: isCount,
      steppedUp: (value) => typeof value === "boolean",
    }),
  ),
});

/** A receipt, or null for what is none. */
export function readReceipt(value: unknown): Receipt | null {
  return isReceipt(value) ? (value as Receipt) : null;
}

/** A statement out of its canonical text; null for what is none, or is spelled otherwise. */
export function readStatement(text: string): Statement | null {
  try {
    const value: unknown = JSON.parse(text);
    return isStatement(value) && canonicalJson(value) === text ? (value as Statement) : null;
  } catch {
    return null;
  }
}
