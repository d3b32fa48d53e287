import { type Json, JsonFault, type JsonName, readJson } from "../kernel/read-json";
import { err, ok, type Result } from "../kernel/result";

export type { Json };

/** Why a text is not taken, and where: the offset of the character. */
export type JsonProblem = { readonly at: number; readonly reason: string };

/** Nesting that no plan of ours needs more of. */
export const JSON_DEPTH_MAX = 32;
/** What a float64 always keeps (17 significant digits). Source: IEEE 754, RFC 8785 section 3.2.2.3. */
const DIGITS_MAX = 17;

/**
 * Reads JSON that means the same to every reader: a key stands once in its object, a number keeps its value as float64,
 * text is Unicode. What two parsers could read differently is refused. Source: RFC 8259, RFC 7493 (I-JSON).
 */
export function parseStrictJson(text: string): Result<Json, JsonProblem> {
  try {
    const { value } = readJson(text, {
      depthMax: JSON_DEPTH_MAX,
      partsMax: Number.POSITIVE_INFINITY,
      keepsMember: refuseRepeated,
      checkText: (value, at) => refuseWith(textProblem(value), at),
      checkNumber: (literal, value, at) => refuseWith(numberProblem(literal, value), at),
    });
    return ok(value);
  } catch (thrown) {
    if (thrown instanceof JsonFault) return err({ at: thrown.at, reason: thrown.reason });
    throw thrown;
  }
}

function refuseRepeated({ name, at, isRepeated }: JsonName): true {
  if (isRepeated) throw new JsonFault(at, `the key ${JSON.stringify(name)} stands twice in one object`);
  return true;
}

function refuseWith(problem: string | null, at: number): void {
  if (problem !== null) throw new JsonFault(at, problem);
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
