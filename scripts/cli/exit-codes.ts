/** How the tool ends; pipelines rely on these numbers. */
export const EXIT = {
  released: 0,
  usage: 1,
  rejected: 2,
  "timed-out": 3,
  refused: 4,
  unreachable: 5,
  "not-verified": 6,
  "not-released": 7,
  interrupted: 130,
} as const;
export type Ending = keyof typeof EXIT;

/** The same in words, for the help. */
export const EXIT_WORDS: Readonly<Record<Ending, string>> = {
  released:
    "gate: approved for this very payload, and released by this run. verify, inspect: everything holds, the file can be read",
  usage: "the command line, a file or a setting is wrong; nothing was asked",
  rejected: "somebody rejected it, or it was taken back",
  "timed-out": "nobody decided in time: --wait is over, or the request expired",
  refused: "the server refused: token, rights, limits, content",
  unreachable: "the server can’t be reached, or its answer to collect was lost; nothing counts as released",
  "not-verified": "an answer, a receipt or an export does not verify",
  "not-released":
    "approved, but not released to this run: collected before, overtaken, or unable to take effect",
  interrupted: "stopped from outside",
};

/** Ends the tool with a sentence, and with what else is known for `--json`. */
export class Stop extends Error {
  constructor(
    readonly ending: Ending,
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
