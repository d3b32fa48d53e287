/** Longest pattern, and most stars in it. */
export const GLOB_CHARS_MAX = 120;
export const GLOB_STARS_MAX = 6;

/**
 * Makes a test out of a pattern in which `*` stands for any text, also none; nothing else is special, and upper and lower
 * case are the same.
 *
 * The test takes time that grows with the length of the text, times the stars at most.
 */
export function globTest(pattern: string): (text: string) => boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const last = rest.pop();
  if (last === undefined) return (text) => text.toLowerCase() === first;
  return (text) => {
    const whole = text.toLowerCase();
    if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last))
      return false;
    let at = first.length;
    for (const part of rest) {
      const found = whole.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= whole.length - last.length;
  };
}
