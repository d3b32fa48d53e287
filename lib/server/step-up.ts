import "server-only";
import type { Tx } from "@/lib/db/client";
import { findFactorKinds } from "@/lib/db/factors";
import { insertStepUp, type StepUpProof } from "@/lib/db/step-ups";
import type { StepUpId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { hasFactor, readRecoveryCode, type StepUpContent } from "@/lib/domain/people/factors";
import { type FactorProof, takeTotpCode, WRONG_CODE } from "./factor-proof";
import { beginPasskeyStepUp, type PasskeyOptions, takePasskeyAnswer } from "./passkeys";

/** Who proves themselves, for what, on which content. */
export type StepUp = Omit<StepUpContent, "nonce">;

const NO_FACTOR: Refusal = {
  code: "refused",
  reason:
    "This needs a second factor, and you have none. Set up an app or a passkey on your account page, then come back.",
};
const NO_PASSKEY: Refusal = {
  code: "refused",
  reason: "You have no passkey. Add one on your account page, or use the code of your app.",
};
const MISSING: Refusal = {
  code: "invalid-input",
  issues: [{ path: "code", message: "Write the code that your app shows, or use a passkey." }],
};
const NOT_FOR_THIS: Refusal = {
  code: "invalid-input",
  issues: [
    {
      path: "code",
      message: "Recovery codes are for getting in, not for votes. Use your app or a passkey.",
    },
  ],
};

/** Asks somebody's passkeys to sign this content; the answer goes to `proveStepUp`. */
export async function beginStepUp(tx: Tx, stepUp: StepUp): Promise<Result<PasskeyOptions, Refusal>> {
  const { passkeys } = await findFactorKinds(tx, stepUp.userId);
  return passkeys > 0 ? ok(await beginPasskeyStepUp(tx, stepUp)) : err(NO_PASSKEY);
}

/**
 * Takes the fresh proof that a vote asks for. It counts once, for this purpose on this content: the code or challenge
 * is used up with it. Recovery codes never count.
 */
export async function proveStepUp(
  tx: Tx,
  stepUp: StepUp,
  proof: FactorProof,
): Promise<Result<StepUpId, Refusal>> {
  const taken = await take(tx, stepUp, proof);
  return taken.ok ? ok(await insertStepUp(tx, { ...stepUp, proof: taken.value })) : taken;
}

async function take(
  tx: Tx,
  { userId, purpose, requestId, payloadHash }: StepUp,
  { code, passkey }: FactorProof,
): Promise<Result<StepUpProof, Refusal>> {
  if (!hasFactor(await findFactorKinds(tx, userId))) return err(NO_FACTOR);
  if (passkey) {
    const answer = await takePasskeyAnswer(tx, { userId, purpose, requestId, payloadHash }, passkey);
    return answer.ok ? ok({ method: "passkey", challengeId: answer.value.challenge.id }) : answer;
  }
  if (!code) return err(MISSING);
  if (readRecoveryCode(code)) return err(NOT_FOR_THIS);
  const step = await takeTotpCode(tx, userId, code, "step-up");
  return step === null ? err(WRONG_CODE) : ok({ method: "totp", step });
}
