// What `npm run golden` and `npm run vectors` share: they read a file, compute, print a line per result, and fail if one is off.
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ensureInstalled, requireNode } from "./prepare.mjs";
import { Refusal, sayOnStandardError, warn } from "./say.mjs";

const bytesMax = 16 * 1024 * 1024;

/**
 * Checks the file named on the command line; its results are all that goes to standard output.
 * @param usage the line shown when no file, or more than one, is named
 * @param load imports the check when everything it needs is installed; the check takes bytes and gives a result with
 * `{ text, ok, remarks }` for each line
 * @returns 0 when nothing is off, else 1
 */
export async function checkFile(usage, load) {
  sayOnStandardError();
  requireNode();
  const bytes = readNamedFile(usage);
  await ensureInstalled();
  const { register } = await import("tsx/esm/api");
  register();
  const check = await load();
  const result = check(bytes.content);
  if (!result.ok) throw new Refusal(`${bytes.name}${problemText(result.error)}`);
  for (const { text } of result.value) process.stdout.write(`${text}\n`);
  for (const { remarks } of result.value) for (const remark of remarks ?? []) warn(remark);
  return result.value.every(({ ok }) => ok) ? 0 : 1;
}

function readNamedFile(usage) {
  const [name, second] = process.argv.slice(2);
  if (name === undefined || second !== undefined) throw new Refusal(`Name one file. Usage: ${usage}`);
  // npm starts scripts in the folder of the repository; the name is meant from where the person stands.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  try {
    if (statSync(path).size > bytesMax) throw new Refusal(`${name}: The file is too large to be read.`);
    return { name, content: readFileSync(path) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name}: ${reasons[error.code] ?? `The file can't be read (${error.code}).`}`);
  }
}

const reasons = {
  ENOENT: "There is no such file.",
  EISDIR: "This is a folder: name a file.",
  EACCES: "The file is not allowed to this user.",
};

/** The first problem on one line, and how many more there are. */
function problemText({ problems, more }) {
  const [first] = problems;
  const others = problems.length - 1 + more;
  const place = [first.line === null ? "" : `:${first.line}`, first.path ? ` ${first.path}` : ""].join("");
  return `${place}: ${first.message}${others > 0 ? ` (and ${others} more)` : ""}`;
}
