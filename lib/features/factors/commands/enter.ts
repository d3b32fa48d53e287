import "server-only";
import { countRecoveryCodes } from "@/lib/db/factors";
import { consumeHalfSession, findHalfSession } from "@/lib/db/half-sessions";
import { insertMail } from "@/lib/db/outbox";
import { findPerson } from "@/lib/db/people";
import { holdPerson } from "@/lib/db/sessions";
import { counted } from "@/lib/domain/kernel/counted";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok } from "@/lib/domain/kernel/result";
import { addressOf, type Caller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { type ProofMethod, proofAttempts, proveFactor } from "@/lib/server/factor-proof";
import { mailIsSet } from "@/lib/server/mail";
import { openSession } from "@/lib/server/open-session";
import { beginPasskey, takePasskeyAnswer } from "@/lib/server/passkeys";
import { hashToken } from "@/lib/server/token";
import {
  beginPasskeySignInInput,
  beginSecondFactorInput,
  finishSignInInput,
  passkeySignInInput,
} from "../schema";

const byAddress = (caller: Caller) => ({ limit: "sign-in-address", key: addressOf(caller) }) as const;

const OVER: Refusal = {
  code: "unauthenticated",
  reason: "This sign-in took too long or is finished. Start again with your password.",
};

/** A wrong proof at the door is a denial, and so on record. */
function denied(refusal: Refusal): Refusal {
  if (refusal.code !== "invalid-input") return refusal;
  return { code: "unauthenticated", reason: refusal.issues.map(({ message }) => message).join(" ") };
}

const METHOD_WORDS: Readonly<Record<ProofMethod, string>> = {
  totp: "password and app",
  passkey: "password and passkey",
  "recovery-code": "password and a recovery code",
  password: "password",
};

/** The second step of a sign-in: with the right proof it opens the session, once. */
export const finishSignIn = defineCommand({
  name: "people.finish-sign-in",
  input: finishSignInInput,
  permission: "public",
  throttle: async ({ half }, caller) => [byAddress(caller), ...(await proofAttempts(caller, half))],
  approval: "never",
  before: async ({ tx, input }) => {
    const half = await findHalfSession(tx, hashToken(input.half));
    if (!half) return err(OVER);
    await holdPerson(tx, half.userId);
    return (await findHalfSession(tx, hashToken(input.half))) ? ok(half) : err(OVER);
  },
  run: async ({ tx, input, before, caller }) => {
    const { userId, to } = before;
    const proved = await proveFactor(tx, userId, input, "sign-in");
    if (!proved.ok) return err(denied(proved.error));
    if (!(await consumeHalfSession(tx, before.id))) return err(OVER);
    const method = proved.value;
    const codesLeft = await countRecoveryCodes(tx, userId);
    const person = await findPerson(tx, userId);
    if (method === "recovery-code" && person && mailIsSet())
      await insertMail(tx, {
        to: person.email,
        subject: "A recovery code was used to sign in to Countersign",
        text: `Somebody signed in to your account with your password and a recovery code. ${counted(codesLeft, "code is", "codes are")} left.\n\nIf it was not you, tell an administrator at once.\n`,
      });
    return ok({ token: await openSession(tx, userId, caller), to, userId, method, codesLeft });
  },
  audit: ({ output: { userId, method, codesLeft } }) => ({
    subject: "person",
    subjectId: userId,
    detail: {
      about: `Signed in with ${METHOD_WORDS[method]}${method === "recovery-code" ? `; ${codesLeft} left` : ""}`,
    },
  }),
});

/** Asks the passkeys of whoever gave the right password. */
export const beginSecondFactor = defineCommand({
  name: "people.begin-second-factor",
  secretResult: true,
  input: beginSecondFactorInput,
  permission: "public",
  throttle: (_input, caller) => [byAddress(caller)],
  approval: "never",
  before: async ({ tx, input }) => {
    const half = await findHalfSession(tx, hashToken(input.half));
    return half ? ok(half) : err(OVER);
  },
  run: async ({ tx, before }) => ok(await beginPasskey(tx, { purpose: "sign-in", userId: before.userId })),
  audit: () => null,
});

/** Asks for any passkey of this installation: it says itself whose it is. */
export const beginPasskeySignIn = defineCommand({
  name: "people.begin-passkey-sign-in",
  secretResult: true,
  input: beginPasskeySignInInput,
  permission: "public",
  throttle: (_input, caller) => [byAddress(caller)],
  approval: "never",
  before: nothingBefore,
  run: async ({ tx }) => ok(await beginPasskey(tx, { purpose: "enter", userId: null })),
  audit: () => null,
});

/** Opens a session with a passkey alone, which has checked its owner by itself (PIN, finger, face). */
export const signInWithPasskey = defineCommand({
  name: "people.sign-in-with-passkey",
  input: passkeySignInInput,
  permission: "public",
  throttle: (_input, caller) => [byAddress(caller)],
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, input, caller }) => {
    const wanted = { purpose: "enter", userId: null, requestId: null, payloadHash: null } as const;
    const answer = await takePasskeyAnswer(tx, wanted, input.passkey);
    if (!answer.ok) return err(denied(answer.error));
    const { userId } = answer.value;
    await holdPerson(tx, userId);
    if ((await findPerson(tx, userId))?.status !== "active")
      return err({ code: "unauthenticated", reason: "This account is closed. Ask an administrator." });
    return ok({ token: await openSession(tx, userId, caller), to: input.to, userId });
  },
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: "Signed in with a passkey" },
  }),
});
