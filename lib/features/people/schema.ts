import { z } from "zod";
import { type ApprovalPolicy, parsePolicy } from "@/lib/domain/approvals/policy";
import { MEMBERSHIP_ROLES, ROLES } from "@/lib/domain/people/capability";
import { localPath } from "@/lib/domain/people/local-path";
import {
  chosenPerson,
  email,
  line,
  newPassword,
  orNull,
  prose,
  sessionId,
  systemId,
  userId,
  uuid,
  version,
} from "@/lib/server/fields";

const token = z.string().regex(/^[\w-]{43}$/, "This link is not complete. Copy all of it.");
const name = line(80, "a name");
const role = z.enum(ROLES, { error: "Choose a role." });
/** Said where a second person decides. */
const reason = prose(1_000).default("");
const password = z.string().min(1, "Write your password.").max(200);
export const setUpInput = z.strictObject({
  token,
  organisation: line(80, "the organisation's name"),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, "Write a currency code of three letters, such as EUR."),
  name,
  email,
  password: newPassword,
});
export const signInInput = z.strictObject({ email, password, to: z.unknown().transform(localPath) });
export const signOutInput = z.strictObject({});
export const inviteInput = z.strictObject({ email, name, role, reason });
export const makeInvitationLinkInput = z.strictObject({ invitationId: uuid });
export const withdrawInvitationInput = z.strictObject({ invitationId: uuid });
export const acceptInvitationInput = z.strictObject({ token, name, password: newPassword });
export const askResetInput = z.strictObject({ email });
export const makeResetLinkInput = z.strictObject({ userId, reason });
export const revealResetLinkInput = z.strictObject({ userId });
export const resetPasswordInput = z.strictObject({ token, password: newPassword });
export const changePasswordInput = z.strictObject({ currentPassword: password, newPassword });
export const changeRoleInput = z.strictObject({ userId, version, role, reason });
export const confirmRoleInput = z.strictObject({ userId, version, reason });
export const vouchInput = z.strictObject({ userId, version });
export const lockInput = z.strictObject({ userId, version });
export const unlockInput = z.strictObject({ userId, version, reason });
export const deactivateInput = z.strictObject({ userId, version, successorId: orNull(userId) });
export const editProfileInput = z.strictObject({ name, singleKeys: z.stringbool().default(false) });
export const endSessionInput = z.strictObject({ sessionId });
export const endOtherSessionsInput = z.strictObject({});
export const setMembershipInput = z.strictObject({
  userId: chosenPerson,
  systemId,
  /** Of the membership that the person looked at; 0 where there was none. */
  version: z.coerce.number().int().min(0).max(2_000_000_000),
  role: orNull(z.enum(MEMBERSHIP_ROLES)),
});
export const seedOrganisationInput = z.strictObject({
  organisation: line(80, "the organisation's name"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  people: z
    .array(z.strictObject({ name, email, role, password: newPassword }))
    .min(1)
    .max(50),
  policies: z
    .array(
      z.strictObject({
        subject: z.string().max(80),
        policy: z.custom<ApprovalPolicy>((value) => parsePolicy(value).ok, "This is no policy."),
      }),
    )
    .max(20)
    .default([]),
});
