import "server-only";
import type { Tx } from "@/lib/db/client";
import {
  confirmTotp as confirmTotpRow,
  countRecoveryCodes,
  deleteRecoveryCodes,
  deleteTotp,
  findFactorKinds,
  putPendingTotp,
} from "@/lib/db/factors";
import { insertMail } from "@/lib/db/outbox";
import {
  deletePasskey,
  listPasskeys,
  PASSKEYS_MAX,
  renamePasskey as renamePasskeyRow,
} from "@/lib/db/passkeys";
import { getSignInPolicy } from "@/lib/db/sign-in-policy";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { hasFactor } from "@/lib/domain/people/factors";
import type { Actor } from "@/lib/server/actor";
import type { Caller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import {
  makeRecoveryCodes,
  proofAttempts,
  proveOwner,
  takeTotpCode,
  WRONG_CODE,
} from "@/lib/server/factor-proof";
import { mailIsSet, publicAddress } from "@/lib/server/mail";
import { beginNewPasskey, beginPasskey as beginPasskeyAnswer, takeNewPasskey } from "@/lib/server/passkeys";
import { makeTotpSecret, sealTotpSecret } from "@/lib/server/totp";
import {
  addPasskeyInput,
  beginPasskeyInput,
  beginProofInput,
  beginTotpInput,
  confirmTotpInput,
  removePasskeyInput,
  removeTotpInput,
  renamePasskeyInput,
  renewRecoveryCodesInput,
} from "../schema";

const attempts = (_input: unknown, caller: Caller) => proofAttempts(caller);
const GONE: Refusal = { code: "not-found", reason: "This passkey is gone already." };

/** Tells the person by mail what changed about how they get in, so that they notice what they did not do. */
async function tell(tx: Tx, { email }: Pick<Actor, "email">, what: string): Promise<void> {
  if (!mailIsSet()) return;
  const text = `${what}\n\nIf it was you, there is nothing to do. If it was not, change your password at ${publicAddress("/account")} and tell an administrator.\n`;
  await insertMail(tx, { to: email, subject: "How you sign in to Countersign has changed", text });
}

const about = (userId: UserId, what: string) => ({
  subject: "person",
  subjectId: userId,
  detail: { about: what },
});

/** New recovery codes with the first factor; null where there are some left. */
async function firstCodes(tx: Tx, userId: UserId): Promise<readonly string[] | null> {
  return (await countRecoveryCodes(tx, userId)) > 0 ? null : makeRecoveryCodes(tx, userId);
}

/** After a factor went: whoever must have one keeps one, and codes without a factor are codes for nothing. */
async function afterRemoval(tx: Tx, actor: Actor): Promise<Result<null, Refusal>> {
  if (hasFactor(await findFactorKinds(tx, actor.id))) return ok(null);
  if ((await getSignInPolicy(tx)).factorRoles.includes(actor.role))
    return err({
      code: "refused",
      reason: "Your role needs a second factor. Add another one before you take this one away.",
    });
  await deleteRecoveryCodes(tx, actor.id);
  return ok(null);
}

/** Makes the secret of an authenticator app; it counts once the app has shown its first code. */
export const beginTotp = defineCommand({
  name: "people.begin-totp",
  secretResult: true,
  input: beginTotpInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    const proved = await proveOwner(tx, actor.id, input);
    if (!proved.ok) return proved;
    const kept = await putPendingTotp(tx, actor.id, sealTotpSecret(actor.id, makeTotpSecret()));
    return kept
      ? ok({ userId: actor.id })
      : err({ code: "refused", reason: "You have an app already. Take it away first, then set up another." });
  },
  audit: ({ output }) => about(output.userId, "Began to set up an authenticator app"),
});

/** From its first code on the app counts. With the first factor come the recovery codes, shown once. */
export const confirmTotp = defineCommand({
  name: "people.confirm-totp",
  secretResult: true,
  input: confirmTotpInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    if ((await takeTotpCode(tx, actor.id, input.code, "set-up")) === null) return err(WRONG_CODE);
    await confirmTotpRow(tx, actor.id);
    await tell(tx, actor, "An authenticator app was added to your account.");
    return ok({ userId: actor.id, codes: await firstCodes(tx, actor.id) });
  },
  audit: ({ output }) => about(output.userId, "Added an authenticator app"),
});

/** Takes one's own app away. */
export const removeTotp = defineCommand({
  name: "people.remove-totp",
  input: removeTotpInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    const proved = await proveOwner(tx, actor.id, input);
    if (!proved.ok) return proved;
    if (!(await deleteTotp(tx, actor.id)))
      return err({ code: "not-found", reason: "There is no app to take away." });
    const after = await afterRemoval(tx, actor);
    if (!after.ok) return after;
    await tell(tx, actor, "The authenticator app was removed from your account.");
    return ok({ userId: actor.id });
  },
  audit: ({ output }) => about(output.userId, "Removed their authenticator app"),
});

/** Asks one's own passkeys for the proof that a change of one's factors needs. */
export const beginProof = defineCommand({
  name: "people.begin-proof",
  secretResult: true,
  input: beginProofInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor }) => ok(await beginPasskeyAnswer(tx, { purpose: "account", userId: actor.id })),
  audit: () => null,
});

/** Begins to add a passkey; the browser then makes it. */
export const beginPasskey = defineCommand({
  name: "people.begin-passkey",
  secretResult: true,
  input: beginPasskeyInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: async ({ tx, actor }) =>
    (await listPasskeys(tx, actor.id)).length < PASSKEYS_MAX
      ? ok(null)
      : err({ code: "refused", reason: `You have ${PASSKEYS_MAX} passkeys. Take one away first.` }),
  run: async ({ tx, actor, input }) => {
    const proved = await proveOwner(tx, actor.id, input);
    return proved.ok ? ok(await beginNewPasskey(tx, actor, input.name)) : proved;
  },
  audit: () => null,
});

/** Keeps the passkey that the browser made. With the first factor come the recovery codes, shown once. */
export const addPasskey = defineCommand({
  name: "people.add-passkey",
  secretResult: true,
  input: addPasskeyInput,
  permission: "self",
  taken: () => ({ code: "refused", reason: "This passkey is in use already." }),
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    const added = await takeNewPasskey(tx, actor.id, input.passkey);
    if (!added.ok) return added;
    const { name } = added.value;
    await tell(tx, actor, `The passkey “${name}” was added to your account.`);
    return ok({ userId: actor.id, name, codes: await firstCodes(tx, actor.id) });
  },
  audit: ({ output }) => about(output.userId, `Added the passkey “${output.name}”`),
});

/** Gives one's own passkey another name. */
export const renamePasskey = defineCommand({
  name: "people.rename-passkey",
  input: renamePasskeyInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) =>
    (await renamePasskeyRow(tx, actor.id, input.passkeyId, input.name))
      ? ok({ userId: actor.id })
      : err(GONE),
  audit: ({ input, output }) => about(output.userId, `Named a passkey “${input.name}”`),
});

/** Takes one of one's own passkeys away. */
export const removePasskey = defineCommand({
  name: "people.remove-passkey",
  input: removePasskeyInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    const proved = await proveOwner(tx, actor.id, input);
    if (!proved.ok) return proved;
    const name = await deletePasskey(tx, actor.id, input.passkeyId);
    if (name === null) return err(GONE);
    const after = await afterRemoval(tx, actor);
    if (!after.ok) return after;
    await tell(tx, actor, `The passkey “${name}” was removed from your account.`);
    return ok({ userId: actor.id, name });
  },
  audit: ({ output }) => about(output.userId, `Removed the passkey “${output.name}”`),
});

/** New recovery codes in place of the old ones, shown once. */
export const renewRecoveryCodes = defineCommand({
  name: "people.renew-recovery-codes",
  secretResult: true,
  input: renewRecoveryCodesInput,
  permission: "self",
  throttle: attempts,
  approval: "never",
  before: async ({ tx, actor }) =>
    hasFactor(await findFactorKinds(tx, actor.id))
      ? ok(null)
      : err({ code: "refused", reason: "Set up an app or a passkey first; the codes come with it." }),
  run: async ({ tx, actor, input }) => {
    const proved = await proveOwner(tx, actor.id, input);
    if (!proved.ok) return proved;
    await tell(tx, actor, "Your recovery codes were replaced by new ones.");
    return ok({ userId: actor.id, codes: await makeRecoveryCodes(tx, actor.id) });
  },
  audit: ({ output }) => about(output.userId, "Made new recovery codes"),
});
