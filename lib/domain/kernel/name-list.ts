/** "Ana Kovač, Olu Adeyemi and 3 more", with "or" or "and" before the last. */
export function nameList(names: readonly string[], joiner: "and" | "or", most = 4): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  if (shown.length < 2) return shown[0] ?? "";
  const word = names.length > most ? "and" : joiner;
  return `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
}
