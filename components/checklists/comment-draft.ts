/** Where unsent comments are kept: those of one tab, until it is closed. */
type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (person: string, item: string) => `comment ${person} ${item}`;

/** Keeps what a person has written on an item and not sent; empty text is nothing to keep. */
export function keepDraft(shelf: Shelf, person: string, item: string, text: string): void {
  if (text.trim() === "") shelf.removeItem(nameOf(person, item));
  else shelf.setItem(nameOf(person, item), text);
}

/** What was written and not sent. Text that stands among the comments was sent, so it is forgotten. */
export function takeUpDraft(shelf: Shelf, person: string, item: string, sent: readonly string[]): string {
  const text = shelf.getItem(nameOf(person, item)) ?? "";
  if (!sent.includes(text.replace(/\r\n?/g, "\n").trim())) return text;
  shelf.removeItem(nameOf(person, item));
  return "";
}
