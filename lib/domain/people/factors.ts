import type { ApprovalNeed } from "../approvals/need";
import { canonicalJson } from "../audit/canonical-json";
import { counted } from "../kernel/counted";
import type { FieldChange } from "../kernel/field-change";
import type { ApprovalRequestId, Sha256Hex, UserId } from "../kernel/ids";
import { ROLES, type Role } from "./capability";
import { ROLE_WORDS } from "./words";

/** Which second factors somebody has. Recovery codes are none: they are for getting in without one. */
export type FactorKinds = { readonly totp: boolean; readonly passkeys: number };

/** What a fresh proof is asked for beside sign-in. */
export const STEP_UP_PURPOSES = ["approve", "break-glass"] as const;
export type StepUpPurpose = (typeof STEP_UP_PURPOSES)[number];
/** How it is given. */
export type StepUpMethod = "totp" | "passkey";

/** Whether somebody has any second factor. */
export function hasFactor({ totp, passkeys }: FactorKinds): boolean {
  return totp || passkeys > 0;
}

/** "an authenticator app and 1 passkey"; null for nothing. */
export function factorWords({ totp, passkeys }: FactorKinds): string | null {
  const has = [
    ...(totp ? ["an authenticator app"] : []),
    ...(passkeys > 0 ? [counted(passkeys, "passkey")] : []),
  ];
  return has.length > 0 ? has.join(" and ") : null;
}

/** What a passkey signs for a vote: who, for what, on which content, once (`nonce`). */
export type StepUpContent = {
  readonly nonce: string;
  readonly payloadHash: Sha256Hex;
  readonly purpose: StepUpPurpose;
  readonly requestId: ApprovalRequestId;
  readonly userId: UserId;
};

/** The canonical JSON whose SHA-256 is the challenge. Source: RFC 8785. */
export function stepUpText({ nonce, payloadHash, purpose, requestId, userId }: StepUpContent): string {
  return canonicalJson({ nonce, payloadHash, purpose, requestId, userId });
}

/** This long a new app may wait for its first code. */
export const TOTP_SET_UP_MINUTES = 30;

/** Letters and digits that nobody mistakes for one another (Crockford's base32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 80 random bits. */
export const RECOVERY_BYTES = 10;
export const RECOVERY_CODES = 10;

/**
 * A recovery code as people write it down: four groups of four.
 *
 * @param bytes exactly `RECOVERY_BYTES` random bytes
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** Reads a recovery code however it was typed; null for anything else. */
export function readRecoveryCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return letters.length === 16 && [...letters].every((letter) => ALPHABET.includes(letter)) ? letters : null;
}

/** Reads a code of an app, which shows it in groups; null for anything else. */
export function readTotpCode(text: string): string | null {
  const digits = text.replace(/\s/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

const namesOf = (roles: readonly Role[]): string =>
  roles.length === 0 ? "No role" : roles.map((role) => ROLE_WORDS[role]).join(", ");

/** Roles that needed a second factor and would not any more, from least to most. */
export function loosenedRoles(before: readonly Role[], after: readonly Role[]): readonly Role[] {
  return ROLES.filter((role) => before.includes(role) && !after.includes(role));
}

/** What a second person signs when a role would do without a second factor; null where nothing is loosened. */
export function factorRolesNeed(
  before: readonly Role[],
  after: readonly Role[],
  asked: string,
): ApprovalNeed | null {
  const loosened = loosenedRoles(before, after);
  if (loosened.length === 0) return null;
  return {
    about: `No second factor needed any more: ${namesOf(loosened)}`,
    reason: "Letting people in with a password alone takes two persons.",
    asked,
    changes: [{ field: "Roles that need a second factor", before: namesOf(before), after: namesOf(after) }],
  };
}

/** What a second person signs when somebody's second factors are taken away: always two persons. */
export function resetFactorsNeed(
  person: { readonly id: UserId; readonly name: string; readonly email: string },
  factors: {
    readonly totp: boolean;
    readonly passkeys: readonly string[];
    readonly recoveryCodesLeft: number;
  },
  asked: string,
): ApprovalNeed {
  const { totp, passkeys, recoveryCodesLeft } = factors;
  const who = `${person.name} (${person.email})`;
  const changes: FieldChange[] = [
    { field: "Person", before: who, after: who },
    { field: "Authenticator app", before: totp ? "Set up" : null, after: null },
    { field: "Passkeys", before: passkeys.length === 0 ? null : passkeys.join(", "), after: null },
    { field: "Recovery codes", before: recoveryCodesLeft === 0 ? null : "Some left", after: null },
    { field: "Sessions", before: "Go on", after: "All end" },
  ];
  return {
    about: `Take away the second factors of ${person.name}`,
    reason: "Whoever takes a second factor away can get into the account with its password alone.",
    asked,
    changes: changes.filter(({ before, after }) => before !== null || after !== null),
    authors: [person.id],
  };
}
