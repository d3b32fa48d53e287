import { lineOfText, REF_MAX } from "../foreign/fields";

/** An id as a file has it; YAML reads `id: 55` as a number. Empty where there is none. */
export function idOf(value: unknown): string {
  return lineOfText(typeof value === "number" ? String(value) : value, REF_MAX);
}
