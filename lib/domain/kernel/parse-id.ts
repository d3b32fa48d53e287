import type { Brand } from "./brand";
import type { ElementId, SystemId } from "./ids";

/** Reads an id of ours (a UUID in lower case) from an address or a form; null for anything else. */
export function parseId<Id extends Brand<string, string>>(text: string): Id | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? (text as unknown as Id) : null;
}

/** The element that stands for the whole system has the system's own id. */
export function wholeIdOf(systemId: SystemId): ElementId {
  return systemId as string as ElementId;
}

/** An idea in a what-if has no row; this names it among the others of the same what-if. */
export function ideaId(index: number): ElementId {
  return `idea-${index + 1}` as ElementId;
}

/** An id of ours that a drawing library, a form or a file of the page hands back as plain text; the server checks it again. */
export function elementIdOf(text: string): ElementId {
  return text as ElementId;
}
