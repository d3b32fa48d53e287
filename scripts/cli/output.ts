/** What is said while the tool works: beside the result, so that `--json` stays one object. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
