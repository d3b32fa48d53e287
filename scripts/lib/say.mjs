// What the scripts tell people: calm lines on the way, and one line with what to do when something is in the way.

/** Something the person at the terminal can put right. Its message is the whole answer: no stack is shown. */
export class Refusal extends Error {}

let out = process.stdout;

/** For scripts whose standard output is a result: what is said on the way goes to standard error. */
export const sayOnStandardError = () => {
  out = process.stderr;
};

const dim = (text) => (out.isTTY ? `\u001b[2m${text}\u001b[22m` : text);

export const say = (line) => out.write(`${line}\n`);
export const warn = (line) => process.stderr.write(`Note: ${line}\n`);
export const seconds = (fromMs) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`;

/** Says what is being done, does it, and says how long it took. */
export async function step(line, work) {
  say(`${line} …`);
  const startedMs = performance.now();
  const result = await work();
  say(dim(`  done in ${seconds(startedMs)}`));
  return result;
}

/** Runs a script's main function: a refusal becomes one line and exit code 1, a bug shows where it happened. */
export async function runMain(main) {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the reader may have left
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    const text =
      error instanceof Refusal ? error.message : `This should not have happened. ${error?.stack ?? error}`;
    process.stderr.write(`${text}\n`);
  }
}
