import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import { type TokenFacts, type TokenStanding, tokenStanding } from "@/lib/domain/tokens/token";
import { SCOPE_WORDS } from "@/lib/domain/tokens/token-scope";

/** One token as it is listed. */
export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly mine: boolean;
  readonly standing: TokenStanding;
  readonly scopes: string;
  readonly limits: string;
  readonly expiresAtMs: InstantMs;
  readonly lastUsedAtMs: InstantMs | null;
};

/** What a pipeline runs, ready to be copied. */
export type Snippet = { readonly label: string; readonly text: string };

export type TokensView = {
  readonly rows: readonly TokenRow[];
  readonly systems: readonly { readonly id: SystemId; readonly name: string }[];
  readonly mayAsk: boolean;
  readonly all: boolean;
  readonly cli: { readonly hash: string; readonly url: string } | null;
  readonly snippets: readonly Snippet[];
  /** What receipts and exports are verified with, as verifiers write it. */
  readonly key: string;
  readonly asOf: InstantMs;
};

/** The page of tokens: the ones that still act first, then those that ended. */
export function presentTokens(loaded: {
  readonly tokens: readonly (TokenFacts & { readonly owner: PersonRef })[];
  readonly systems: readonly { readonly id: SystemId; readonly name: string }[];
  readonly mine: readonly { readonly id: SystemId; readonly name: string }[];
  readonly me: UserId;
  readonly mayAsk: boolean;
  readonly all: boolean;
  readonly cli: { readonly hash: string; readonly url: string } | null;
  readonly key: string;
  readonly address: string;
  readonly asOf: InstantMs;
}): TokensView {
  const { tokens, systems, mine, me, mayAsk, all, cli, key, address, asOf } = loaded;
  const names = new Map(systems.map(({ id, name }) => [id, name]));
  const rows = tokens.map((token) => ({
    id: token.id,
    name: token.name,
    owner: token.owner.id === me ? "you" : token.owner.name,
    mine: token.owner.id === me,
    standing: tokenStanding(token, asOf),
    scopes: token.scopes.map((scope) => SCOPE_WORDS[scope].title).join(", "),
    limits: limitsOf(token, names),
    expiresAtMs: token.expiresAtMs,
    lastUsedAtMs: token.lastUsedAtMs,
  }));
  const acts = ({ standing }: TokenRow) => standing === "live" || standing === "unseen";
  return {
    rows: [...rows.filter(acts), ...rows.filter((row) => !acts(row))],
    systems: mine,
    mayAsk,
    all,
    cli,
    key,
    snippets: cli ? snippetsOf(address, cli) : [],
    asOf,
  };
}

function limitsOf(
  { systemIds, actions }: Pick<TokenFacts, "systemIds" | "actions">,
  names: ReadonlyMap<SystemId, string>,
): string {
  const systems = systemIds.map((id) => names.get(id) ?? "a hidden system").sort();
  const where = systems.length > 0 ? systems.join(", ") : "every system";
  return `${actions.length > 0 ? actions.join(", ") : "every action"}; ${where}`;
}

function snippetsOf(
  address: string,
  { hash, url }: { readonly hash: string; readonly url: string },
): Snippet[] {
  return [
    {
      label: "Fetch the tool and check it",
      text: `curl -fsSO ${url} && echo "${hash}  countersign.mjs" | sha256sum -c`,
    },
    {
      label: "Wait for the second person, then go on",
      text: `COUNTERSIGN_URL=${address} node countersign.mjs gate --action deploy --payload @plan.json --wait 30m --receipt receipt.json`,
    },
    {
      label: "Verify the receipt offline",
      text: "node countersign.mjs verify receipt.json --key @countersign.pub",
    },
  ];
}
