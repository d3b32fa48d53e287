import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import { inTransaction, pool } from "@/lib/db/client";
import { confirmTotp, putPendingTotp } from "@/lib/db/factors";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Caller } from "@/lib/server/caller";
import { env } from "@/lib/server/env";
import { makeTotpSecret, sealTotpSecret } from "@/lib/server/totp";
import "@/lib/server/database";
import { run } from "./commands";

const PERIOD_S = 30;

/** Anybody whose commands can be given: signed in, or named by a script. */
type Person = { readonly id: UserId; readonly caller: Caller };

type Asked = { readonly challenge: string };
type Ballot = {
  readonly requestId: string;
  readonly systemId: string | null;
  readonly payloadHash: string;
};

const sha256 = (bytes: string | Buffer): Buffer => createHash("sha256").update(bytes).digest();
/** The head of a CBOR item, as short as it can be. Source: RFC 8949. */
const header = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  const short = [(major << 5) | 24, length];
  return Buffer.from(length < 256 ? short : [(major << 5) | 25, length >> 8, length & 255]);
};
const bytesItem = (bytes: Buffer): Buffer => Buffer.concat([header(2, bytes.length), bytes]);
const textItem = (text: string): Buffer => Buffer.concat([header(3, text.length), Buffer.from(text)]);

/** The public key as authenticators give it: COSE, EC2, P-256, ES256. Source: RFC 9052. */
function coseOf(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const [kty, alg, crv] = [Buffer.from([1, 2]), Buffer.from([3, 0x26]), Buffer.from([0x20, 1])];
  const coordinate = (label: number, text: string) =>
    Buffer.concat([Buffer.from([label]), bytesItem(Buffer.from(text, "base64url"))]);
  return Buffer.concat([Buffer.from([0xa5]), kty, alg, crv, coordinate(0x21, x), coordinate(0x22, y)]);
}

/** An authenticator in software: one ES256 key, with a counter that may be set back to play a clone. */
export class Authenticator {
  readonly id = randomBytes(16).toString("base64url");
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  counter = 0;
  /** Whether it checks its owner (PIN, finger). */
  verifies = true;

  /** Its answer to being asked for a new key, with attestation "none". */
  create({ challenge }: Asked): string {
    const credential = Buffer.from(this.id, "base64url");
    const length = Buffer.from([0, credential.length]);
    const attested = Buffer.concat([Buffer.alloc(16), length, credential, coseOf(this.keys.publicKey)]);
    const authData = Buffer.concat([this.flagged(0x40), attested]);
    const object = [textItem("fmt"), textItem("none"), textItem("attStmt"), Buffer.from([0xa0])];
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...object,
      textItem("authData"),
      bytesItem(authData),
    ]).toString("base64url");
    const clientDataJSON = this.clientData("webauthn.create", challenge).toString("base64url");
    return this.answer({ clientDataJSON, attestationObject, transports: ["internal"] });
  }

  /** Its public key, as the database keeps it. */
  publicKey(): Buffer {
    return coseOf(this.keys.publicKey);
  }

  /** Its signature under a challenge. */
  get({ challenge }: Asked): string {
    this.counter += 1;
    const clientData = this.clientData("webauthn.get", challenge);
    const authenticatorData = this.flagged(0);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    const signature = createSign("sha256").update(signed).sign(this.keys.privateKey);
    return this.answer({
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: signature.toString("base64url"),
    });
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: env().origin, crossOrigin: false }));
  }

  private flagged(more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    const flags = 0x01 | (this.verifies ? 0x04 : 0) | more;
    return Buffer.concat([sha256(new URL(env().origin).hostname), Buffer.from([flags]), count]);
  }

  private answer(response: object): string {
    return JSON.stringify({ id: this.id, rawId: this.id, type: "public-key", response });
  }
}

type OwnerProof = { readonly code?: string; readonly passkey?: string; readonly currentPassword?: string };

/** Adds a passkey to somebody's account; gives it and the recovery codes, where it is the first factor. */
export async function addAuthenticator(
  { caller }: Person,
  proof: OwnerProof,
  name = "Laptop",
): Promise<{ readonly authenticator: Authenticator; readonly codes: readonly string[] | null }> {
  const authenticator = new Authenticator();
  const asked = await run<Asked>("people.begin-passkey", { name, ...proof }, caller);
  const passkey = authenticator.create(asked);
  const { codes } = await run<{ codes: readonly string[] | null }>("people.add-passkey", { passkey }, caller);
  return { authenticator, codes };
}

/** An app of somebody's that is set up straight in the database. */
export class App {
  constructor(
    readonly owner: Person,
    readonly secret: string,
  ) {}

  /** The code of this half minute, or of one so many later. */
  code(later = 0): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(Date.now() / 1_000) + later * PERIOD_S });
  }
}

/** Gives somebody an app that counts. */
export async function addApp(owner: Person): Promise<App> {
  const secret = makeTotpSecret();
  await inTransaction(async (tx) => {
    await putPendingTotp(tx, owner.id, sealTotpSecret(owner.id, secret));
    await confirmTotp(tx, owner.id);
  });
  return new App(owner, secret);
}

/** Somebody with a passkey, who votes with a step-up: `(await signerOf(mei)).approve(ballot)`. */
export type Signer = {
  readonly authenticator: Authenticator;
  /** The proof for one vote, as its form sends it. */
  proof(ballot: Ballot, purpose?: "approve" | "break-glass"): Promise<{ readonly passkey: string }>;
  approve<T>(ballot: Ballot & { readonly reason: string }): Promise<T>;
};

/** Gives somebody a passkey, straight in the database, and what it takes to vote with it. */
export async function signerOf(person: Person): Promise<Signer> {
  const authenticator = new Authenticator();
  await pool().query(
    `insert into passkey (id, credential, user_id, public_key, counter, transports, name, created_at)
     values (gen_random_uuid(), $1, $2, $3, 0, '{internal}', 'Test', now())`,
    [authenticator.id, person.id, authenticator.publicKey()],
  );
  const proof: Signer["proof"] = async ({ requestId, systemId, payloadHash }, purpose = "approve") => {
    const input = { requestId, systemId, payloadHash, purpose };
    return { passkey: authenticator.get(await run<Asked>("approvals.begin-step-up", input, person.caller)) };
  };
  return {
    authenticator,
    proof,
    approve: async <T>(ballot: Ballot & { readonly reason: string }) =>
      run<T>("approvals.approve", { ...ballot, ...(await proof(ballot)) }, person.caller),
  };
}
