import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { signerOf, verifySignature } from "@/lib/server/log-key";
import { toHex, utf8 } from "../audit/bytes";
import { canonicalJson } from "../audit/canonical-json";
import { signCheckpoint } from "../audit/checkpoint";
import { commitmentOf } from "../audit/leaf";
import { leafHash, nodeHash } from "../audit/merkle";
import type { Sha256Hex } from "../kernel/ids";
import type { Receipt, Statement } from "./receipt";
import { verifyReceipt } from "./verify-receipt";

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const hash = (text: string) => toHex(digest(utf8(text)));
const signer = signerOf(new Uint8Array(32).fill(7), "posture.example/audit");
const other = signerOf(new Uint8Array(32).fill(8), "posture.example/audit");
const keyOf = ({ name, publicKey }: typeof signer) => ({ name, publicKey });
const CRYPTO = { digest, verify: verifySignature };

const input = { action: "deploy", payload: { version: "4.2" }, systemId: null };
const payloadHash = hash(canonicalJson({ command: "external.run", input }));
const STATEMENT: Statement = {
  v: 1,
  id: "0190a1b2-0000-7000-8000-000000000001",
  number: "AR-12",
  command: "external.run",
  input: canonicalJson(input),
  payloadHash,
  about: "Deploy payments 4.2",
  asked: "Planned release.",
  requester: { id: "r", name: "Jonas" },
  systemId: null,
  policies: [{ groups: [{ who: { kind: "anyone" }, count: 1 }] }],
  authorIds: [],
  brokenBy: null,
  createdAtMs: 1_000,
  expiresAtMs: 9_000,
  votes: [
    {
      voter: { id: "v", name: "Mei" },
      vote: "approve",
      reason: "Read it.",
      payloadHash,
      atMs: 2_000,
      steppedUp: true,
    },
  ],
};

/** A receipt in a tree of two, with everything true of this statement. */
function receiptOf(change: Partial<Statement> = {}, by = signer): Receipt {
  const statement = canonicalJson({ ...STATEMENT, ...change });
  const text = canonicalJson({
    about: "deploy",
    request: { number: "AR-12", payloadHash, signedBy: ["Mei"], statement: hash(statement) },
  });
  const detail = { salt: "00", text };
  const leaf = canonicalJson({
    v: 1,
    id: "e",
    atUs: "3000000",
    actorId: "r",
    action: "external.run",
    outcome: "done",
    subject: "external-action",
    subjectId: null,
    systemId: null,
    detail: commitmentOf(digest, detail),
  });
  const sibling = leafHash(digest, utf8("another entry"));
  const root = nodeHash(digest, sibling, leafHash(digest, utf8(leaf)));
  const checkpoint = signCheckpoint(digest, { origin: by.name, size: 2, root }, by.publicKey, by.sign);
  const proof = {
    index: 1,
    size: 2,
    hashes: [toHex(sibling) as Sha256Hex],
    root: toHex(root) as Sha256Hex,
    checkpoint,
  };
  return { kind: "countersign-receipt", v: 1, statement, entry: { leaf, detail }, proof };
}

const codeOf = (value: unknown, key = signer): string => {
  const verified = verifyReceipt(value, [keyOf(key)], CRYPTO);
  return verified.ok ? "good" : verified.error.code;
};

test("takes a receipt that holds, and says who signed what", () => {
  const verified = verifyReceipt(receiptOf(), [keyOf(signer)], CRYPTO);
  expect(verified.ok && verified.value).toMatchObject({ signers: ["Mei"], input, index: 1, atMs: 3_000 });
});

test("refuses it whatever byte of it is another one", () => {
  const good = JSON.stringify(receiptOf());
  const bytes = Buffer.from(good);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ flip;
      let value: unknown = null;
      try {
        value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(flipped));
      } catch {
        return;
      }
      expect(codeOf(value)).not.toBe("good");
    }),
    { numRuns: 1_500 },
  );
}, 30_000);

test("refuses one that another key signed", () => {
  expect(codeOf(receiptOf(), other)).toBe("unknown-key");
  expect(codeOf(receiptOf({}, other))).toBe("unknown-key");
});

test.each([
  ["nobody signed", { votes: [] }],
  ["the requester signed", { requester: { id: "v", name: "Mei" } }],
  ["an author signed", { authorIds: ["v"] }],
  ["two had to sign", { policies: [{ groups: [{ count: 1 }, { count: 1 }] }] }],
  ["somebody went ahead in an emergency", { brokenBy: { id: "b", name: "Ana" } }],
  ["somebody rejected", { votes: [{ ...STATEMENT.votes[0]!, vote: "reject" }] }],
  ["the signature is for other content", { votes: [{ ...STATEMENT.votes[0]!, payloadHash: hash("x") }] }],
  ["the signature came after the effect", { votes: [{ ...STATEMENT.votes[0]!, atMs: 3_001 }] }],
  ["its time was over", { expiresAtMs: 3_000 }],
])("refuses it where %s, though the log says it took effect", (_what, change) => {
  expect(codeOf(receiptOf(change))).toBe("signatures-missing");
});

test("refuses content that does not have the signed hash", () => {
  expect(codeOf(receiptOf({ input: canonicalJson({ ...input, action: "rollback" }) }))).toBe("other-content");
});
