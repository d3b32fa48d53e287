/** A key for one sending of a form. `crypto.randomUUID` exists only on https and localhost; this works everywhere. */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
