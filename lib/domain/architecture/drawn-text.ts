/** How wide text will be in a drawing that is laid out where no font can be asked. */

/** Share of the font size that a character takes; measured on Geist, rounded up. */
const WIDE = /[MWmw@%]/;
const NARROW = /[iljtfrI.,:;'|·\s()[\]]/;

/** Width of a line of text, rather too large than too small. */
export function textWidth(text: string, fontSize: number): number {
  let shares = 0;
  for (const character of text) shares += shareOf(character);
  return shares * fontSize;
}

/** The text, or its beginning and an ellipsis, so that it fits. */
export function shortened(text: string, fontSize: number, widthMax: number): string {
  if (textWidth(text, fontSize) <= widthMax) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, fontSize) > widthMax) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Words joined into as few lines as they need, in their order; a word is never broken.
 *
 * @returns at least one line where there is a word; a single word may be wider than `widthMax`
 */
export function wrapped(words: readonly string[], fontSize: number, widthMax: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const joined = `${lines.at(-1) ?? ""} · ${word}`;
    if (lines.length > 0 && textWidth(joined, fontSize) <= widthMax) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function shareOf(character: string): number {
  if (WIDE.test(character)) return 0.92;
  if (NARROW.test(character)) return 0.36;
  return /[A-Z0-9…–—]/.test(character) ? 0.68 : 0.6;
}
