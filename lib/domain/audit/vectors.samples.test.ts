import { createHash, createPublicKey, verify as verifyEd25519 } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";
import { EMPTY_FRONTIER, growFrontier } from "./frontier";
import { leafHash, nodeHash, rootOfSubtrees, verifyConsistency, verifyInclusion } from "./merkle";
import { formatNoteKey, openNote, parseNoteKey } from "./signed-note";
import { consistencySteps, inclusionSteps, type ProofStep } from "./tree-shape";

/** Published vectors, which are not ours to keep here. */
const read = (name: string) =>
  JSON.parse(readFileSync(join(process.env["SAMPLES_DIR"] ?? "", "audit", name), "utf8"));
const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const base64 = (text: string): Uint8Array => Buffer.from(text, "base64");
const hex = (text: string): Uint8Array => Buffer.from(text, "hex");

/** It expects roots of 12 bytes to be accepted; ours have 32, and nothing else is a hash. */
const STRICTER = "testdata/consistency/additional/sizes-are-equal-one-and-proof-is-empty.json";

test("every inclusion vector: good accepted, bad refused", () => {
  const { vectors, count } = read("rfc6962-inclusion-vectors.json");
  const answers = vectors.map((one: Record<string, string> & { proof: string[] | null }) => {
    const { leafIdx, treeSize, leafHash: leaf = "", root = "", proof } = one;
    const claim = { index: Number(leafIdx), size: Number(treeSize), leaf: base64(leaf), root: base64(root) };
    return [one["file"], !verifyInclusion(digest, { ...claim, hashes: (proof ?? []).map(base64) })];
  });
  expect(answers).toHaveLength(count);
  expect(answers).toEqual(vectors.map((one: Record<string, unknown>) => [one["file"], one["wantErr"]]));
});

test("every consistency vector: good accepted, bad refused", () => {
  const { vectors, count } = read("rfc6962-consistency-vectors.json");
  const answers = vectors.map((one: Record<string, string> & { proof: string[] | null }) => {
    const { size1, size2, root1 = "", root2 = "", proof } = one;
    const claim = { size1: Number(size1), size2: Number(size2), root1: base64(root1), root2: base64(root2) };
    return [one["file"], !verifyConsistency(digest, { ...claim, hashes: (proof ?? []).map(base64) })];
  });
  expect(answers).toHaveLength(count);
  expect(answers).toEqual(
    vectors.map(({ file, wantErr }: Record<string, unknown>) => [file, file === STRICTER || wantErr]),
  );
});

test("the tree of eight leaves: hashes, roots, and every proof that can be asked of it", () => {
  const tree = read("rfc6962-tree-8-leaves.json");
  const leaves = tree.leafInputsHex.map((text: string) => leafHash(digest, hex(text)));
  expect(leaves.map((one: Uint8Array) => Buffer.from(one).toString("hex"))).toEqual(tree.levels[0]);
  const { completed, roots } = growFrontier(
    digest,
    EMPTY_FRONTIER,
    leaves,
    new Set([1, 2, 3, 4, 5, 6, 7, 8]),
  );
  for (const { level, index, hash } of completed)
    expect(Buffer.from(hash).toString("hex")).toBe(tree.levels[level][index]);
  const found = [...roots.values()].map((root) => Buffer.from(root).toString("hex"));
  expect([tree.hasher.emptyRoot, ...found]).toEqual(Object.values(tree.rootsBySize));
  const hashOf = (step: ProofStep) =>
    Buffer.from(
      rootOfSubtrees(
        digest,
        step.map(({ level, index }) => hex(tree.levels[level][index])),
      ),
    ).toString("hex");
  for (const one of tree.inclusionProofs)
    expect(inclusionSteps(one.leafIdx, one.treeSize).map(hashOf)).toEqual(one.proof);
  for (const one of tree.consistencyProofs)
    expect(consistencySteps(one.size1, one.size2).map(hashOf)).toEqual(one.proof);
  expect(tree.inclusionProofs.length + tree.consistencyProofs.length).toBeGreaterThan(60);
  expect(Buffer.from(leafHash(digest, Buffer.from("L123456"))).toString("hex")).toBe(
    tree.hasher['leaf("L123456")'],
  );
  const node = nodeHash(digest, Buffer.from("N123"), Buffer.from("N456"));
  expect(Buffer.from(node).toString("hex")).toBe(tree.hasher['node("N123","N456")']);
});

test("every vector of canonical JSON", () => {
  const { vectors } = read("rfc8785-jcs-vectors.json");
  for (const { name, inputText, canonicalText, sha256 } of vectors) {
    const text = canonicalJson(JSON.parse(inputText));
    expect([name, text]).toEqual([name, canonicalText]);
    expect(createHash("sha256").update(text).digest("hex")).toBe(sha256);
  }
  expect(vectors.length).toBeGreaterThan(5);
});

test("the published signed note", () => {
  const { vkey, note } = read("c2sp-signed-note-vector.json");
  const key = parseNoteKey(digest, vkey);
  if (!key) throw new Error("the published key can't be read");
  expect(formatNoteKey(digest, key)).toBe(vkey);
  const verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
    const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), publicKey]);
    return verifyEd25519(
      null,
      message,
      createPublicKey({ key: spki, format: "der", type: "spki" }),
      signature,
    );
  };
  expect(openNote(digest, note, [key], verify)).toMatchObject({ ok: true, value: { key } });
  expect(openNote(digest, note.replace("example message", "other message"), [key], verify)).toMatchObject({
    error: { code: "bad-signature" },
  });
  expect(openNote(digest, note, [{ ...key, name: "example.com/bar" }], verify)).toMatchObject({
    error: { code: "unknown-key" },
  });
});
