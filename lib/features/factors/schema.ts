import { z } from "zod";
import { ROLES } from "@/lib/domain/people/capability";
import { localPath } from "@/lib/domain/people/local-path";
import { factorProofFields, line, passkeyId, prose, userId, version } from "@/lib/server/fields";

const { code, passkey } = factorProofFields;
const half = z.string().max(100).default("");
const name = line(60, "a name, such as the device that it lives on");
/** What a change of one's own factors needs: proof with one of them, or the password where there is none. */
const ownerProof = { ...factorProofFields, currentPassword: z.string().max(200).default("") };

export const beginTotpInput = z.strictObject(ownerProof);
export const confirmTotpInput = z.strictObject({ code });
export const removeTotpInput = z.strictObject(ownerProof);
export const beginProofInput = z.strictObject({});
export const beginPasskeyInput = z.strictObject({ name, ...ownerProof });
export const addPasskeyInput = z.strictObject({ passkey });
export const renamePasskeyInput = z.strictObject({ passkeyId, name });
export const removePasskeyInput = z.strictObject({ passkeyId, ...ownerProof });
export const renewRecoveryCodesInput = z.strictObject(ownerProof);

export const finishSignInInput = z.strictObject({ half, ...factorProofFields });
export const beginSecondFactorInput = z.strictObject({ half });
export const beginPasskeySignInInput = z.strictObject({});
export const passkeySignInInput = z.strictObject({ passkey, to: z.unknown().transform(localPath) });

const reason = prose(1_000);
export const requireFactorsInput = z.strictObject({
  version,
  roles: z
    .array(z.enum(ROLES))
    .max(ROLES.length)
    .default([])
    .transform((chosen) => ROLES.filter((role) => chosen.includes(role))),
  reason,
});
export const resetFactorsInput = z.strictObject({
  userId,
  reason: reason.refine(
    (text) => text.length >= 10,
    "Say in a sentence how you know that it is them; whoever signs reads it.",
  ),
});
