/** What a token can be for. */
export const TOKEN_SCOPES = ["approvals:request", "approvals:read"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** What each scope opens, by the names of commands. What no scope of a token names, the token can't do. */
const SCOPE_COMMANDS: Readonly<Record<TokenScope, ReadonlySet<string>>> = {
  "approvals:request": new Set(["external.run", "external.collect", "external.withdraw"]),
  "approvals:read": new Set(),
};

/** Whether a token with these scopes can give this command. */
export function scopesGive(scopes: readonly TokenScope[], command: string): boolean {
  return scopes.some((scope) => SCOPE_COMMANDS[scope].has(command));
}

/** Whether a token with these scopes can do more than read. */
export function scopesWrite(scopes: readonly TokenScope[]): boolean {
  return scopes.some((scope) => SCOPE_COMMANDS[scope].size > 0);
}

/** What a scope lets a program do, for whoever grants it. */
export const SCOPE_WORDS: Readonly<Record<TokenScope, { readonly title: string; readonly about: string }>> = {
  "approvals:request": {
    title: "Ask and collect",
    about:
      "Asks for external actions in its owner’s name, reads those requests, takes them back, collects them.",
  },
  "approvals:read": {
    title: "Read",
    about: "Reads every request that its owner sees, within the limits below.",
  },
};
