import { canonicalJson } from "../audit/canonical-json";
import type { FieldChange } from "../kernel/field-change";
import type { SystemId } from "../kernel/ids";
import { JSON_DEPTH_MAX, type Json, textProblem } from "./strict-json";

/** The command under which external actions are kept. */
export const EXTERNAL_RUN = "external.run";

/** Something outside of Countersign that a program or an operator asks for. */
export type ExternalAction = {
  /** "deploy" */
  readonly action: string;
  readonly systemId: SystemId | null;
  readonly about: string;
  readonly reason: string;
  readonly payload: Json;
};

/** How an action is named: lower case, in parts. */
export const ACTION_NAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
export const ACTION_CHARS_MAX = 60;
/** Of the payload as canonical JSON in UTF-8. */
export const PAYLOAD_BYTES_MAX = 256 * 1_024;

const EXTERNAL_PREFIX = "external.";

/** Under which name policies know an external action. */
export function policySubject({ action }: Pick<ExternalAction, "action">): string {
  return `${EXTERNAL_PREFIX}${action}`;
}

/** The external action that a policy is about; null where it is about something else. */
export function externalAction(subject: string): string | null {
  const action = subject.startsWith(EXTERNAL_PREFIX) ? subject.slice(EXTERNAL_PREFIX.length) : "";
  return action.length <= ACTION_CHARS_MAX && ACTION_NAME.test(action) ? action : null;
}

/** Why a payload can't be signed and hashed the same everywhere; null where it can. */
export function payloadProblem(value: unknown): string | null {
  const problem = valueProblem(value, 1);
  if (problem) return problem;
  const bytes = new TextEncoder().encode(canonicalJson(value)).byteLength;
  return bytes > PAYLOAD_BYTES_MAX ? `it is larger than ${PAYLOAD_BYTES_MAX / 1_024} kB` : null;
}

function valueProblem(value: unknown, depth: number): string | null {
  if (depth > JSON_DEPTH_MAX) return `it is nested deeper than ${JSON_DEPTH_MAX}`;
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string") return textProblem(value);
  if (typeof value === "number") return numberProblem(value);
  if (typeof value !== "object") return "it is not JSON";
  const members = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, member] of members) {
    const problem = (typeof key === "string" ? textProblem(key) : null) ?? valueProblem(member, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function numberProblem(value: number): string | null {
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? null : "a number has more digits than it keeps; write it as text";
}

/** Lines that are shown of a payload; whoever signs sees the whole of it below them. */
const LINES_MAX = 200;
const VALUE_CHARS_MAX = 400;
const PATH_CHARS_MAX = 160;

/** A payload as lines to read, `before` empty: each value by its path, in the order of canonical JSON. */
export function payloadLines(payload: Json): readonly FieldChange[] {
  const lines = [...leavesOf(payload, "payload")];
  const shown = lines.slice(0, LINES_MAX).map(([path, value]) => ({
    field: shortened(path, PATH_CHARS_MAX),
    before: null,
    after: shortened(written(value), VALUE_CHARS_MAX),
  }));
  const more = lines.length - shown.length;
  if (more === 0) return shown;
  return [
    ...shown,
    { field: `${more} more values`, before: null, after: "They stand in the whole content." },
  ];
}

/** What is different in a payload from an earlier one, value by value. */
export function payloadDifference(earlier: Json, now: Json): readonly FieldChange[] {
  const before = new Map([...leavesOf(earlier, "payload")].map(([path, value]) => [path, written(value)]));
  const after = new Map([...leavesOf(now, "payload")].map(([path, value]) => [path, written(value)]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .slice(0, LINES_MAX)
    .map((path) => ({
      field: shortened(path, PATH_CHARS_MAX),
      before: shortenedOrNull(before.get(path)),
      after: shortenedOrNull(after.get(path)),
    }));
}

function* leavesOf(value: Json, path: string): Generator<readonly [string, Json]> {
  if (typeof value !== "object" || value === null) {
    yield [path, value];
    return;
  }
  const list = Array.isArray(value);
  const keys = Object.keys(value).sort((a, b) => (list ? Number(a) - Number(b) : a < b ? -1 : 1));
  if (keys.length === 0) yield [path, value];
  for (const key of keys)
    yield* leavesOf((value as Readonly<Record<string, Json>>)[key] ?? null, `${path}${step(key, list)}`);
}

function step(key: string, list: boolean): string {
  if (list) return `[${key}]`;
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${written(key)}]`;
}

/** A value as JSON in which no character hides or turns what stands beside it (Unicode TR36). */
function written(value: Json): string {
  return canonicalJson(value).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function shortened(text: string, most: number): string {
  const chars = [...text];
  if (chars.length <= most) return text;
  return `${chars.slice(0, most).join("")}… (${chars.length - most} more characters)`;
}

const shortenedOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : shortened(text, VALUE_CHARS_MAX);
