import "server-only";
import { generateSecret, generateURI, verifySync } from "otplib";
import { encode } from "uqr";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import { seal, unseal } from "./seal";

/** Seconds that one code lasts. */
const PERIOD_S = 30;
const PURPOSE = "totp-secret";

/** A new secret: 160 random bits in base32. */
export function makeTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** The secret as the database keeps it. */
export const sealTotpSecret = (owner: UserId, secret: string): string => seal(PURPOSE, owner, secret);

/** The secret again; null where it can't be read. */
export const unsealTotpSecret = (owner: UserId, sealed: string): string | null =>
  unseal(PURPOSE, owner, sealed);

/**
 * Which time step a code belongs to: the present one, the one before or the one after, so that a clock may be half a
 * minute off. Source: RFC 6238.
 *
 * @param afterStep the newest step that was used; it and all before it are none
 * @returns null for a code that is wrong, too old, too early or used
 */
export function matchTotp(
  secret: string,
  code: string,
  nowMs: InstantMs,
  afterStep: number | null,
): number | null {
  const epoch = Math.floor(nowMs / 1_000);
  if (!/^\d{6}$/.test(code)) return null;
  if (afterStep !== null && afterStep > Math.floor(epoch / PERIOD_S)) return null;
  const found = verifySync({
    secret,
    token: code,
    epoch,
    period: PERIOD_S,
    epochTolerance: PERIOD_S,
    ...(afterStep === null ? {} : { afterTimeStep: afterStep }),
  });
  return found.valid && "timeStep" in found ? found.timeStep : null;
}

/** What an app needs to know, as an address and as the outline of its QR code. */
export type TotpSetUp = {
  readonly secret: string;
  readonly uri: string;
  /** An SVG path of dark squares, one unit each, in a square of `size` units. */
  readonly qr: { readonly path: string; readonly size: number };
};

/** How an app learns a secret. */
export function totpSetUp(secret: string, account: { organisation: string; email: string }): TotpSetUp {
  const uri = generateURI({
    issuer: `Countersign ${account.organisation}`.replaceAll(":", " "),
    label: account.email,
    secret,
  });
  const { data, size } = encode(uri, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { secret, uri, qr: { path: squares.join(""), size } };
}
