import "server-only";
import type { ApprovalRequestId, Sha256Hex, StepUpId, UserId } from "@/lib/domain/kernel/ids";
import type { StepUpPurpose } from "@/lib/domain/people/factors";
import type { Tx } from "./client";
import { makeId } from "./ids";

/** What a step-up stands on: a code's time step, or a passkey's answer to a challenge. */
export type StepUpProof =
  | { readonly method: "totp"; readonly step: number }
  | { readonly method: "passkey"; readonly challengeId: string };

/** Keeps that somebody proved who they are for this content. A second use of the same proof fails on its key. */
export async function insertStepUp(
  tx: Tx,
  stepUp: {
    readonly userId: UserId;
    readonly purpose: StepUpPurpose;
    readonly requestId: ApprovalRequestId;
    readonly payloadHash: Sha256Hex;
    readonly proof: StepUpProof;
  },
): Promise<StepUpId> {
  const { proof, ...rest } = stepUp;
  const id = makeId<StepUpId>();
  await tx.sql.stepUp.create({
    data: {
      id,
      ...rest,
      method: proof.method,
      totpStep: proof.method === "totp" ? BigInt(proof.step) : null,
      challengeId: proof.method === "passkey" ? proof.challengeId : null,
      at: new Date(tx.asOf),
    },
  });
  return id;
}
