/**
 * JSON in one agreed form, so that equal values have equal bytes.
 *
 * Keys sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them; members that are
 * `undefined` are left out. Source: RFC 8785 (JSON Canonicalization Scheme).
 *
 * @throws TypeError for what JSON can't hold: NaN, infinities, lone surrogates, functions, cycles
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

function write(value: unknown, path: readonly object[]): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (typeof value === "string") return writeString(value);
  if (typeof value !== "object") throw new TypeError(`canonicalJson: a ${typeof value} is not JSON`);
  if (path.includes(value)) throw new TypeError("canonicalJson: the value contains itself");
  const inside = [...path, value];
  if (Array.isArray(value)) return `[${value.map((member) => write(member ?? null, inside)).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key)}:${write(member, inside)}`);
  return `{${members.join(",")}}`;
}

function writeString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError("canonicalJson: a lone surrogate is not Unicode text");
  return JSON.stringify(text);
}
