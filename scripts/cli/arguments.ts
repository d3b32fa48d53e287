import { Stop } from "./exit-codes";

export type Arguments = {
  readonly command: string;
  readonly rest: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
};

const SWITCHES = new Set(["json", "withdraw-on-timeout", "help"]);
const OPTIONS = new Set([
  "action",
  "payload",
  "system",
  "about",
  "reason",
  "wait",
  "receipt",
  "key",
  "url",
  "checkpoints",
]);

/** Reads a command line; anything that is not known is refused, so that a typing error can't loosen a gate. */
export function readArguments(words: readonly string[]): Arguments {
  const rest: string[] = [];
  const options = new Map<string, string>();
  const switches = new Set<string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!word.startsWith("-")) rest.push(word);
    else if (name && SWITCHES.has(name) && inline === undefined) switches.add(name);
    else if (name && OPTIONS.has(name) && !options.has(name))
      options.set(name, given(name, inline ?? left.shift()));
    else throw new Stop("usage", `${word} is no option, or is given twice. “countersign help” lists them.`);
  }
  const [command = "help", ...files] = rest;
  return { command: switches.has("help") ? "help" : command, rest: files, options, switches };
}

function given(name: string, value: string | undefined): string {
  if (value === undefined) throw new Stop("usage", `--${name} needs a value.`);
  return value;
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const WAIT_MS_MAX = 30 * UNIT_MS.d;

/** A span such as 90s, 30m, 2h or 1d, in milliseconds. */
export function readSpan(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const spanMs = Number(count) * UNIT_MS[(unit ?? "s") as keyof typeof UNIT_MS];
  if (!(spanMs > 0 && spanMs <= WAIT_MS_MAX))
    throw new Stop("usage", `--wait takes a span such as 90s, 30m or 2h, at most 30d; this is ${text}.`);
  return spanMs;
}
