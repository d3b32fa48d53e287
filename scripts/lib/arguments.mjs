// Reads the command line: known flags only.
import { parseArgs } from "node:util";
import { Refusal } from "./say.mjs";

/**
 * @param options as `node:util` parseArgs takes them
 * @param usage the line shown when something is not known
 * @returns the values, and the words that are not flags as `words`
 */
export function readArguments(options, usage, { words: allowPositionals = false } = {}) {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals, strict: true });
    return { ...values, words: positionals };
  } catch (error) {
    const what = /'([^']+)'/.exec(error.message)?.[1] ?? error.message;
    const why =
      error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? `Unknown option ${what}.` : `Not understood: ${what}.`;
    throw new Refusal(`${why} Usage: ${usage}`);
  }
}

/** A port number, or a refusal. */
export function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Refusal(`“${text}” is not a port. Give a number from 1 to 65535, such as --port 3000.`);
}
