const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where a text stops being one that is read, and why. */
export interface SkimFault {
  readonly at: number;
  readonly reason: "too-deep" | "too-many";
}

/**
 * Looks over a text of JSON without reading it: whether it is nested too deep or has too many parts to be read at all.
 *
 * @param partsMax most values in it, about: brackets and commas are counted
 */
export function skimJson(text: string, depthMax: number, partsMax: number): SkimFault | null {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++)
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        parts += 1;
        if (depth > depthMax) return { at, reason: "too-deep" };
        if (parts > partsMax) return { at, reason: "too-many" };
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
      case 0x2c: // ,
        parts += 1;
        if (parts > partsMax) return { at, reason: "too-many" };
        break;
    }
  return null;
}

/**
 * Finds where a part of a JSON text starts, or the nearest part around it that exists; for the entry of an object, its name.
 *
 * @param text that `JSON.parse` takes
 */
export function placeInJson(text: string, path: readonly PropertyKey[]): number {
  let place = afterBlank(text, 0);
  let value = place;
  for (const step of path) {
    const found = typeof step === "number" ? entryOf(text, value, step) : memberOf(text, value, String(step));
    if (found === null) return place;
    [place, value] = found;
  }
  return place;
}

type Found = readonly [place: number, value: number];

function entryOf(text: string, list: number, index: number): Found | null {
  if (text[list] !== "[") return null;
  let at = afterBlank(text, list + 1);
  for (let passed = 0; text[at] !== "]" && at < text.length; passed++) {
    if (passed === index) return [at, at];
    at = nextPart(text, at);
  }
  return null;
}

function memberOf(text: string, object: number, name: string): Found | null {
  if (text[object] !== "{") return null;
  let at = afterBlank(text, object + 1);
  while (text[at] === '"') {
    const end = endOfText(text, at);
    const value = afterBlank(text, afterBlank(text, end + 1) + 1);
    if (JSON.parse(text.slice(at, end + 1)) === name) return [at, value];
    at = nextPart(text, value);
  }
  return null;
}

/** The start of what follows a value in the same list or object, or its closing bracket. */
function nextPart(text: string, value: number): number {
  let depth = 0;
  for (let at = value; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (code === 0x2c && depth === 0) return afterBlank(text, at + 1);
  }
  return text.length;
}

/** The closing quote of a text, or the end where there is none. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

function afterBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
