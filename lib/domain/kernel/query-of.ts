/** An address with one more part in its query. */
export function withParam(href: string, name: string, value: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
}

/** An address with what is set of these in its query; nothing, and the empty text, are left out. */
export function withParams(
  path: string,
  values: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/** The search part of an address as pages are handed it. */
export type SearchRecord = Readonly<Record<string, string | string[] | undefined>>;

/** The same as text, in its order: what loaders take, so that one request reads once. */
export function queryOf(search: SearchRecord): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}
