import type { Brand } from "../kernel/brand";
import type { InstantMs, SystemId } from "../kernel/ids";
import type { TokenScope } from "./token-scope";

export type TokenId = Brand<string, "TokenId">;

/** What a token lets a program do, beside what its owner may. */
export type TokenGrant = {
  readonly id: TokenId;
  readonly scopes: readonly TokenScope[];
  /** Empty: every system that its owner may work on, and the organisation. */
  readonly systemIds: readonly SystemId[];
  /** Empty: every action. */
  readonly actions: readonly string[];
};

/** A token and where it stands. */
export type TokenFacts = TokenGrant & {
  readonly name: string;
  readonly createdAtMs: InstantMs;
  readonly expiresAtMs: InstantMs;
  /** Null until its owner has looked at the secret. */
  readonly revealedAtMs: InstantMs | null;
  readonly lastUsedAtMs: InstantMs | null;
  readonly revokedAtMs: InstantMs | null;
};

export type TokenStanding = "unseen" | "live" | "expired" | "revoked";

/** How long a token can last, in days. */
export const TOKEN_DAYS_MAX = 365;

/** Where a token stands at an instant; it ends at the instant of its expiry, not after it. */
export function tokenStanding(
  token: Pick<TokenFacts, "expiresAtMs" | "revealedAtMs" | "revokedAtMs">,
  nowMs: InstantMs,
): TokenStanding {
  if (token.revokedAtMs !== null) return "revoked";
  if (nowMs >= token.expiresAtMs) return "expired";
  return token.revealedAtMs === null ? "unseen" : "live";
}

/** Whether something about this action on this system (null: the organisation) lies within the limits of a token. */
export function withinLimits(
  grant: Pick<TokenGrant, "systemIds" | "actions">,
  about: { readonly action: string | null; readonly systemId: SystemId | null },
): boolean {
  const system =
    grant.systemIds.length === 0 || (about.systemId !== null && grant.systemIds.includes(about.systemId));
  const action =
    grant.actions.length === 0 || (about.action !== null && grant.actions.includes(about.action));
  return system && action;
}

/** The shape of a secret: a mark that scanners of secrets know by, and 256 random bits in base64url. */
export const TOKEN_SECRET = /^cs_[A-Za-z0-9_-]{43}$/;
