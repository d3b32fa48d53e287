import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import {
  type Challenge,
  consumeChallenge,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  lockPasskey,
  notePasskeyUse,
  type Passkey,
} from "@/lib/db/passkeys";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { type StepUpContent, stepUpText } from "@/lib/domain/people/factors";
import { env } from "./env";
import { log } from "./log";

const TIMEOUT_MS = 300_000;
/** EdDSA, ES256, RS256. Source: IANA COSE algorithms. */
const ALGORITHMS = [-8, -7, -257] as const;

const base64url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]*$/);
const transports = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;
type Transport = (typeof transports)[number];
const answer = { id: base64url.min(1).max(1_400), rawId: base64url, type: z.literal("public-key") };
const assertion = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});
const attestation = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.enum(transports)).max(8).catch([]).default([]),
  }),
});

/** The name that passkeys of this installation are bound to. Source: WebAuthn level 3, relying party identifier. */
const rpId = (): string => new URL(env().origin).hostname;

/** What the browser is asked for to make a passkey; all bytes in base64url. */
export type NewPasskeyOptions = {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: readonly { readonly type: "public-key"; readonly alg: number }[];
  readonly excludeCredentials: readonly { readonly type: "public-key"; readonly id: string }[];
  readonly timeout: number;
  readonly attestation: "none";
  readonly authenticatorSelection: {
    readonly residentKey: "preferred";
    readonly userVerification: "preferred";
  };
};

/** What the browser is asked for to use one; all bytes in base64url. */
export type PasskeyOptions = {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials: readonly {
    readonly type: "public-key";
    readonly id: string;
    readonly transports: readonly string[];
  }[];
  readonly timeout: number;
  readonly userVerification: "preferred" | "required";
};

const random = (): string => randomBytes(32).toString("base64url");

/** The challenge of a vote, made of what is voted on. */
export function stepUpChallenge(content: StepUpContent): string {
  return createHash("sha256").update(stepUpText(content)).digest("base64url");
}

/** Begins to add a passkey under a name. */
export async function beginNewPasskey(
  tx: Tx,
  person: { readonly id: UserId; readonly email: string; readonly name: string },
  passkeyName: string,
): Promise<NewPasskeyOptions> {
  const challenge = random();
  await insertChallenge(tx, {
    challenge,
    nonce: challenge,
    purpose: "set-up",
    userId: person.id,
    name: passkeyName,
  });
  const known = await listPasskeys(tx, person.id);
  return {
    challenge,
    rp: { id: rpId(), name: "Countersign" },
    user: {
      id: Buffer.from(person.id).toString("base64url"),
      name: person.email,
      displayName: person.name,
    },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.map(({ credential }) => ({ type: "public-key", id: credential })),
    timeout: TIMEOUT_MS,
    attestation: "none",
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  };
}

/** Asks the passkeys of somebody for an answer; of nobody in particular where the passkey says who it is. */
export async function beginPasskey(
  tx: Tx,
  wanted:
    | { readonly purpose: "sign-in" | "account"; readonly userId: UserId }
    | { readonly purpose: "enter"; readonly userId: null },
): Promise<PasskeyOptions> {
  const challenge = random();
  await insertChallenge(tx, { challenge, nonce: challenge, ...wanted });
  return optionsFor(tx, challenge, wanted.userId);
}

/** The same for a vote: the challenge is the hash of what is voted on. */
export async function beginPasskeyStepUp(
  tx: Tx,
  content: Omit<StepUpContent, "nonce">,
): Promise<PasskeyOptions> {
  const nonce = random();
  const challenge = stepUpChallenge({ ...content, nonce });
  await insertChallenge(tx, { challenge, nonce, ...content });
  return optionsFor(tx, challenge, content.userId);
}

async function optionsFor(tx: Tx, challenge: string, userId: UserId | null): Promise<PasskeyOptions> {
  const known = userId ? await listPasskeys(tx, userId) : [];
  return {
    challenge,
    rpId: rpId(),
    allowCredentials: known.map(({ credential, transports: ways }) => ({
      type: "public-key",
      id: credential,
      transports: ways,
    })),
    timeout: TIMEOUT_MS,
    userVerification: userId ? "preferred" : "required",
  };
}

const UNKNOWN: Refusal = {
  code: "invalid-input",
  issues: [{ path: "passkey", message: "This passkey doesn’t belong to this account. Use another one." }],
};
const OVER: Refusal = {
  code: "invalid-input",
  issues: [
    { path: "passkey", message: "This took too long, or was answered already. Ask the passkey once more." },
  ],
};
const WRONG: Refusal = {
  code: "invalid-input",
  issues: [
    { path: "passkey", message: "The answer of the passkey doesn’t hold. Ask it once more, or use a code." },
  ],
};

/** What a passkey answers: whose it is and which challenge that was. */
export type PasskeyAnswer = { readonly userId: UserId; readonly challenge: Challenge };

/** Takes the answer of a passkey to a challenge that was made for exactly this; the challenge is used up with it. */
export async function takePasskeyAnswer(
  tx: Tx,
  wanted: Pick<Challenge, "purpose" | "userId" | "requestId" | "payloadHash">,
  json: string,
): Promise<Result<PasskeyAnswer, Refusal>> {
  const response = read(assertion, json);
  if (!response) return err(WRONG);
  const passkey = await lockPasskey(tx, response.id);
  if (!passkey || (wanted.userId && passkey.userId !== wanted.userId)) return err(UNKNOWN);
  const asked = challengeOf(response.response.clientDataJSON);
  const challenge = asked && (await consumeChallenge(tx, { challenge: asked, ...wanted }));
  if (!challenge) return err(OVER);
  const counter = await counterOf(passkey, response, challenge);
  if (counter === null) return err(WRONG);
  await notePasskeyUse(tx, passkey.id, counter);
  return ok({ userId: passkey.userId, challenge });
}

/** The new counter of an answer that holds; null for one that does not. */
async function counterOf(
  passkey: Passkey,
  response: z.output<typeof assertion>,
  { challenge, purpose }: Challenge,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: env().origin,
      expectedRPID: rpId(),
      requireUserVerification: purpose === "enter",
      credential: { id: passkey.credential, publicKey: passkey.publicKey, counter: passkey.counter },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (thrown) {
    // The library throws for whatever does not fit: origin, signature, a counter that went back (a cloned passkey).
    log().warn({ err: thrown, passkeyId: passkey.id }, "the answer of a passkey was refused");
    return null;
  }
}

/** Keeps a passkey that was just made, under the name that it was begun with. */
export async function takeNewPasskey(
  tx: Tx,
  userId: UserId,
  json: string,
): Promise<Result<{ readonly name: string }, Refusal>> {
  const response = read(attestation, json);
  const asked = response && challengeOf(response.response.clientDataJSON);
  if (!response || !asked) return err(WRONG);
  const wanted = { challenge: asked, purpose: "set-up", userId, requestId: null, payloadHash: null } as const;
  const challenge = await consumeChallenge(tx, wanted);
  if (!challenge) return err(OVER);
  const made = await credentialOf(response, asked);
  if (!made) return err(WRONG);
  const name = challenge.name ?? "Passkey";
  await insertPasskey(tx, {
    userId,
    name,
    credential: made.id,
    publicKey: new Uint8Array(made.publicKey),
    counter: made.counter,
    transports: response.response.transports,
  });
  return ok({ name });
}

async function credentialOf(response: z.output<typeof attestation>, expectedChallenge: string) {
  const { id, rawId, type } = response;
  const ways: Transport[] = response.response.transports;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        response: { ...response.response, transports: ways },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: env().origin,
      expectedRPID: rpId(),
      requireUserVerification: false,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    return verified ? registrationInfo.credential : null;
  } catch (thrown) {
    log().warn({ err: thrown }, "a new passkey was refused");
    return null;
  }
}

function read<S extends z.ZodType>(schema: S, json: string): z.output<S> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const clientData = z.object({ challenge: base64url.min(20).max(200) });

/** Which challenge the browser says that it answered; whether it did is checked after. */
function challengeOf(clientDataJson: string): string | null {
  return read(clientData, Buffer.from(clientDataJson, "base64url").toString("utf8"))?.challenge ?? null;
}
