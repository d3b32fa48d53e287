import type { Brand } from "./brand";

/** Reads an id of ours (a UUID in lower case) from an address or a form; null for anything else. */
export function parseId<Id extends Brand<string, string>>(text: string): Id | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? (text as unknown as Id) : null;
}
