// What the scripts tell people: calm lines on the way, and one line with what to do when something is in the way.

/** Something the person at the terminal can put right. Its message is the whole answer: no stack is shown. */
export class Refusal extends Error {}

let out = process.stdout;

/** For scripts whose standard output is a result: what is said on the way goes to standard error. */
export const sayOnStandardError = () => {
  out = process.stderr;
};

const dim = (text) => (out.isTTY ? `\u001b[2m${text}\u001b[22m` : text);

export const say = (line) => {
  out.write(`${line}\n`);
};
export const warn = (line) => {
  process.stderr.write(`Note: ${line}\n`);
};
export const seconds = (fromMs) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`;

/** Says what is being done, does it, and says how long it took. */
export async function step(line, work) {
  say(`${line} …`);
  const startedMs = performance.now();
  const result = await work();
  say(dim(`  done in ${seconds(startedMs)}`));
  return result;
}

const fileErrors = {
  EACCES: "is not allowed to this user: give it to the user, or start as the user who owns it",
  EPERM: "is not allowed to this user: give it to the user, or start as the user who owns it",
  EROFS: "is on a disk that can't be written",
  ENOSPC: "can't be written: the disk is full",
};

/** What a person is told of an error: a line where they can put it right, else also where it happened. */
function textOf(error) {
  if (error instanceof Refusal) return error.message;
  if (error?.path && fileErrors[error.code])
    return `${error.path} ${fileErrors[error.code]} (${error.code}).`;
  return `This should not have happened. ${error?.stack ?? error}`;
}

/** Runs a script's main function: a refusal becomes one line and exit code 1, a bug shows where it happened. */
export async function runMain(main) {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the reader may have left
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${textOf(error)}\n`);
  }
}
