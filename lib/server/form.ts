import type { FormValues } from "@/lib/domain/kernel/form-state";

/** Fields never sent back to the browser. */
const SECRET_FIELDS = new Set([
  "password",
  "newPassword",
  "currentPassword",
  "token",
  "half",
  "code",
  "passkey",
]);

/**
 * Form fields as a plain object: `name[]` becomes an array under `name`, files and framework fields are left out.
 *
 * @returns an object without prototype, so that a field named `__proto__` is only a field
 */
export function readForm(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$")) continue;
    const texts = form.getAll(name).filter((value): value is string => typeof value === "string");
    if (name.endsWith("[]")) values[name.slice(0, -2)] = texts.filter((text) => text !== "");
    else values[name] = texts.at(-1) ?? "";
  }
  return values;
}

/** What may be shown again in the form: everything but secrets. */
export function echo(values: Record<string, string | string[]>): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET_FIELDS.has(name)));
}

/** The key that a form carries so that sending it twice does it once; null where it carries none that is whole. */
export function idempotencyKeyOf(value: unknown): string | null {
  return typeof value === "string" && /^[\w-]{8,64}$/.test(value) ? value : null;
}
