import "server-only";
import type { Read, Tx } from "@/lib/db/client";
import { findSystem } from "@/lib/db/systems";
import {
  countLiveTokens,
  insertToken,
  lockToken,
  revokeToken,
  type TokenRecord,
  updateTokenSecret,
} from "@/lib/db/tokens";
import { counted } from "@/lib/domain/kernel/counted";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { type TokenId, tokenStanding } from "@/lib/domain/tokens/token";
import { SCOPE_WORDS, scopesWrite } from "@/lib/domain/tokens/token-scope";
import type { Actor } from "@/lib/server/actor";
import { defineCommand } from "@/lib/server/command";
import { hashToken, makeTokenSecret } from "@/lib/server/token";
import { askInput, tokenInput } from "./schema";

/** How many tokens one person can have at a time. */
const TOKENS_MAX = 50;
const NO_TOKEN: Refusal = { code: "not-found", reason: "There is no such token of yours." };

/** Asks for a token. One that can write needs a second person; its owner looks at its secret afterwards. */
export const ask = defineCommand({
  name: "tokens.ask",
  input: askInput,
  permission: "tokens:ask",
  before: async ({ tx, actor, input }) => {
    if ((await countLiveTokens(tx, actor.id)) >= TOKENS_MAX)
      return err({
        code: "refused",
        reason: `You have ${TOKENS_MAX} tokens. Revoke one that isn’t used any more.`,
      });
    return namesOf(tx, actor, input.systemIds);
  },
  approval: ({ input, before }) =>
    scopesWrite(input.scopes)
      ? {
          about: `Token “${input.name}” for ${counted(input.validDays, "day")}`,
          reason: "With it a program asks and collects in its owner’s name.",
          asked: input.reason,
          changes: [
            { field: "Name", before: null, after: input.name },
            {
              field: "Lets a program",
              before: null,
              after: input.scopes.map((scope) => SCOPE_WORDS[scope].title).join(", "),
            },
            {
              field: "Systems",
              before: null,
              after:
                before.length > 0 ? before.join(", ") : "Every system of its owner, and the organisation",
            },
            {
              field: "Actions",
              before: null,
              after: input.actions.length > 0 ? input.actions.join(", ") : "Every action",
            },
            { field: "Lasts", before: null, after: counted(input.validDays, "day") },
          ],
        }
      : null,
  run: async ({ tx, actor, input }) => {
    const { name, scopes, systemIds, actions, validDays } = input;
    const expiresAtMs = hoursAfter(tx.asOf, validDays * 24);
    return ok({
      tokenId: await insertToken(tx, { ownerId: actor.id, name, scopes, systemIds, actions, expiresAtMs }),
    });
  },
  audit: ({ input, output }) => ({
    subject: "token",
    subjectId: output.tokenId,
    detail: {
      about: `Token “${input.name}”`,
      reason: input.reason,
      after: {
        scopes: input.scopes,
        systems: input.systemIds,
        actions: input.actions,
        days: input.validDays,
      },
    },
  }),
});

/** The names of the systems that a token is limited to; the actor works on each. */
async function namesOf(
  read: Read,
  actor: Actor,
  systemIds: readonly SystemId[],
): Promise<Result<readonly string[], Refusal>> {
  const names: string[] = [];
  for (const id of systemIds) {
    const system = mayOnSystem(actor, id, "external:ask") ? await findSystem(read, id) : null;
    if (!system)
      return err({
        code: "invalid-input",
        issues: [{ path: "systemIds", message: "Choose systems that you work on." }],
      });
    names.push(system.name);
  }
  return ok(names.sort());
}

/** The secret of a token, shown to its owner this one time. */
export type ShownSecret = { readonly tokenId: TokenId; readonly name: string; readonly secret: string };

/** Makes the secret of a token that nobody has looked at yet, and shows it once. */
export const reveal = defineCommand({
  name: "tokens.reveal",
  input: tokenInput,
  permission: "self",
  secretResult: true,
  approval: "never",
  before: async ({ tx, actor, input }) => {
    const token = await ownLiveToken(tx, actor, input.tokenId);
    if (!token.ok || token.value.revealedAtMs === null) return token;
    return err({
      code: "refused",
      reason: "The secret of this token was shown already. Make a new one; the one before ends with that.",
    });
  },
  run: ({ tx, before }) => makeSecret(tx, before),
  audit: ({ before }) => entryOf(before, "Looked at the secret of"),
});

/** Makes another secret for a token; the one before is void at once. */
export const rotate = defineCommand({
  name: "tokens.rotate",
  input: tokenInput,
  permission: "self",
  secretResult: true,
  approval: "never",
  before: async ({ tx, actor, input }) => {
    const token = await ownLiveToken(tx, actor, input.tokenId);
    if (!token.ok || token.value.revealedAtMs !== null) return token;
    return err({ code: "refused", reason: "This token has no secret yet. Show it first." });
  },
  run: ({ tx, before }) => makeSecret(tx, before),
  audit: ({ before }) => entryOf(before, "New secret for"),
});

/** Ends a token at once: its owner, or whoever manages people. */
export const revoke = defineCommand({
  name: "tokens.revoke",
  input: tokenInput,
  permission: "self",
  approval: "never",
  before: async ({ tx, actor, input }) => {
    const token = await lockToken(tx, input.tokenId);
    if (!token || (token.owner.id !== actor.id && !mayInOrganisation(actor, "people:manage")))
      return err(NO_TOKEN);
    return token.revokedAtMs === null
      ? ok(token)
      : err({ code: "refused", reason: "This token is revoked already." });
  },
  run: async ({ tx, actor, before }) => {
    await revokeToken(tx, before.id, actor.id);
    return ok({ tokenId: before.id });
  },
  audit: ({ before }) => entryOf(before, "Revoked"),
});

async function ownLiveToken(tx: Tx, actor: Actor, id: TokenId): Promise<Result<TokenRecord, Refusal>> {
  const token = await lockToken(tx, id);
  if (!token || token.owner.id !== actor.id) return err(NO_TOKEN);
  const standing = tokenStanding(token, tx.asOf);
  if (standing === "unseen" || standing === "live") return ok(token);
  return err({ code: "refused", reason: `This token is ${standing}. Ask for another.` });
}

async function makeSecret(tx: Tx, { id, name }: TokenRecord): Promise<Result<ShownSecret, never>> {
  const secret = makeTokenSecret();
  await updateTokenSecret(tx, id, hashToken(secret));
  return ok({ tokenId: id, name, secret });
}

const entryOf = ({ id, name }: TokenRecord, what: string) => ({
  subject: "token",
  subjectId: id,
  detail: { about: `${what} token “${name}”` },
});
