/** What somebody wrote, with a full stop where it has no ending of its own, so that more can follow. */
export function sentence(text: string): string {
  return /[.!?…:]$/.test(text.trimEnd()) ? text : `${text.trimEnd()}.`;
}
