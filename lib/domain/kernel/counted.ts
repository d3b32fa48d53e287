/** A count with its word: "1 item", "2 items". `plural` where an s does not make it. */
export function counted(count: number, word: string, plural = `${word}s`): string {
  return `${count} ${count === 1 ? word : plural}`;
}
