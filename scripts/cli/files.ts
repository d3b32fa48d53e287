import { readFileSync } from "node:fs";
import { Stop } from "./exit-codes";

/** A file as UTF-8 text, read once. */
export function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (thrown) {
    const why = thrown instanceof TypeError ? "is not UTF-8 text" : "can’t be read";
    throw new Stop("usage", `${path} ${why}.`);
  }
}

/** The text that an option names: itself, or with an @ before it what that file holds. */
export function textOrFile(value: string): string {
  return value.startsWith("@") ? readText(value.slice(1)) : value;
}
