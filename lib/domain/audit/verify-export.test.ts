import { createHash, generateKeyPairSync, sign as signEd25519, verify as verifyEd25519 } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex, utf8 } from "./bytes";
import { canonicalJson } from "./canonical-json";
import { openCheckpoint, readCheckpoint, signCheckpoint } from "./checkpoint";
import type { ExportEntry, ExportLine } from "./export-lines";
import { EMPTY_FRONTIER, growFrontier } from "./frontier";
import { commitmentOf } from "./leaf";
import { leafHash } from "./merkle";
import { formatNoteKey, parseNoteKey } from "./signed-note";
import { verifyExport } from "./verify-export";

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const keys = generateKeyPairSync("ed25519");
const publicKey = new Uint8Array(keys.publicKey.export({ format: "der", type: "spki" }).subarray(12));
const sign = (message: Uint8Array): Uint8Array => signEd25519(null, message, keys.privateKey);
/** There is one key pair here, so any other public key is not its own. */
const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  toHex(key) === toHex(publicKey) && verifyEd25519(null, message, keys.publicKey, signature);
const ORIGIN = "log.example/audit";
const key = formatNoteKey(digest, { name: ORIGIN, publicKey });

function entry(index: number): ExportEntry & { readonly leaf: string } {
  const detail = { salt: `salt ${index}`, text: canonicalJson({ about: `Step ${index}` }) };
  const leaf = canonicalJson({
    v: 1,
    id: `id ${index}`,
    atUs: String(1_790_000_000_000_000 + index * 10_000_000),
    actorId: null,
    action: "systems.edit",
    outcome: "done",
    subject: "system",
    subjectId: null,
    systemId: null,
    detail: commitmentOf(digest, detail),
  });
  return {
    kind: "entry",
    index,
    number: `${index + 1}`,
    hash: toHex(leafHash(digest, utf8(leaf))),
    leaf,
    detail,
  };
}

/** A log of twelve entries, with checkpoints over four, eight and all. */
const entries = Array.from({ length: 12 }, (_, index) => entry(index));
const { roots } = growFrontier(
  digest,
  EMPTY_FRONTIER,
  entries.map(({ leaf }) => leafHash(digest, utf8(leaf))),
  new Set([4, 8, 12]),
);
const noteOf = (size: number) =>
  signCheckpoint(digest, { origin: ORIGIN, size, root: roots.get(size)! }, publicKey, sign);
const GOOD: readonly ExportLine[] = [
  { kind: "countersign-audit-log", v: 1, origin: ORIGIN, size: 12 },
  { kind: "key", key },
  ...entries.flatMap((one, index): readonly ExportLine[] =>
    roots.has(index + 1) ? [one, { kind: "checkpoint", note: noteOf(index + 1) }] : [one],
  ),
];

const check = (lines: readonly ExportLine[], options: Parameters<typeof verifyExport>[2] = { keys: [key] }) =>
  verifyExport(
    lines.map((line) => JSON.stringify(line)),
    { digest, verify },
    options,
  );
const named = (lines: readonly ExportLine[]) =>
  check(lines).faults.map(({ kind, from, to }) =>
    from === to ? `${kind} ${from}` : `${kind} ${from}-${to}`,
  );
/** The same log with one entry replaced by some lines. */
const withEntry = (index: number, ...lines: readonly ExportLine[]) =>
  GOOD.flatMap((line) => (line.kind === "entry" && line.index === index ? lines : [line]));

test("accepts the log as it was written, and says what it relied on", () => {
  const report = check(GOOD);
  expect(report).toMatchObject({
    intact: true,
    entries: 12,
    checkpoints: 3,
    unsigned: 0,
    keysGiven: true,
    faults: [],
  });
  expect(check(GOOD, {})).toMatchObject({ intact: true, keysGiven: false, keys: [key] });
});

test("names every entry that was changed, and no other", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }),
      (changed) => {
        const lines = GOOD.map((line) =>
          line.kind === "entry" && changed.includes(line.index ?? -1)
            ? { ...line, leaf: (line.leaf ?? "").replace("done", "denied") }
            : line,
        );
        expect(named(lines).sort()).toEqual(changed.map((index) => `changed ${index}`).sort());
      },
    ),
  );
});

test("an erased detail is counted, a changed one is named", () => {
  const erased = withEntry(3, { ...entry(3), detail: null });
  expect(check(erased)).toMatchObject({ intact: true, erased: 1 });
  expect(named(withEntry(3, { ...entry(3), detail: { salt: "salt 3", text: '{"about":"Other"}' } }))).toEqual(
    ["detail-changed 3"],
  );
  expect(
    named(withEntry(3, { ...entry(3), detail: { salt: "salt", text: entry(3).detail?.text ?? "" } })),
  ).toEqual(["detail-changed 3"]);
});

test("names what was removed: from the database, from the file, in a row, at the end", () => {
  expect(named(withEntry(5, { ...entry(5), leaf: null, detail: null }))).toEqual(["removed 5"]);
  expect(named(withEntry(5))).toEqual(["removed 5"]);
  const gap = GOOD.filter((line) => line.kind !== "entry" || (line.index ?? 0) < 2 || (line.index ?? 0) > 6);
  expect(named(gap)).toEqual(["removed 2-6"]);
  const cut = GOOD.filter((line) => line.kind !== "entry" || (line.index ?? 0) < 10);
  expect(named(cut)).toContain("removed 10-11");
  const cutWithCheckpoint = cut.filter(
    (line) => line.kind !== "checkpoint" || readCheckpoint(line.note)?.size !== 12,
  );
  expect(named(cutWithCheckpoint)).toEqual(["removed 10-11"]);
});

test("names what was added and what was moved", () => {
  expect(named(withEntry(5, entry(5), { ...entry(5), number: "99" }))).toEqual(["added 5"]);
  const [four, five] = [entry(4), entry(5)];
  const swappedLines = withEntry(4, five)
    .map((line) => line)
    .filter((line, at, all) => all.indexOf(line) === at);
  const exchanged = swappedLines.map((line) =>
    line !== five && line.kind === "entry" && line.index === 5 ? four : line,
  );
  expect(named(exchanged)).toEqual(["reordered 4"]);
  const exchangedTexts = GOOD.map((line) => {
    if (line.kind !== "entry" || (line.index !== 4 && line.index !== 5)) return line;
    const other = line.index === 4 ? five : four;
    return { ...line, leaf: other.leaf, detail: other.detail };
  });
  expect(named(exchangedTexts)).toEqual(["reordered 4", "reordered 5"]);
});

test("an entry that was changed together with its hash contradicts the next checkpoint", () => {
  const forged = { ...entry(6), leaf: entry(6).leaf.replace("done", "denied") };
  const hash = toHex(leafHash(digest, utf8(forged.leaf)));
  expect(named(withEntry(6, { ...forged, hash }))).toEqual(["checkpoint-contradicted 4-7"]);
});

test("an entry with a time long before its neighbours was added later", () => {
  const lines = [...GOOD, { ...entry(0), index: null, hash: null, number: "77" } as const];
  expect(check(lines)).toMatchObject({
    intact: false,
    waiting: 1,
    faults: [{ kind: "backdated", from: null, number: "77" }],
  });
});

test("checkpoints count only under the given key, and those from elsewhere have to agree", () => {
  const other = formatNoteKey(digest, { name: ORIGIN, publicKey: new Uint8Array(32).fill(7) });
  const report = check(GOOD, { keys: [other] });
  expect(report.intact).toBe(false);
  expect(report.faults.map(({ kind }) => kind)).toEqual(Array(3).fill("checkpoint-not-signed"));
  const root = new Uint8Array(32).fill(1);
  const before = signCheckpoint(digest, { origin: ORIGIN, size: 2, root }, publicKey, sign);
  expect(check(GOOD, { keys: [key], known: [before] }).faults).toMatchObject([
    { kind: "checkpoint-contradicted", from: 0, to: 1 },
  ]);
});

test("says where the log shows something else than was recorded", () => {
  const { v: _v, detail: _detail, ...row } = JSON.parse(entry(2).leaf);
  expect(named(withEntry(2, { ...entry(2), row: { ...row, outcome: "denied" } }))).toEqual(["row-changed 2"]);
  expect(named(withEntry(2, { ...entry(2), row }))).toEqual([]);
});

test("anything else in the file is malformed, and nothing at all proves nothing", () => {
  expect(
    verifyExport(["", "{", '{"kind":"entry"}'], { digest, verify }).faults.map(({ kind }) => kind),
  ).toEqual(Array(3).fill("malformed"));
  expect(verifyExport([], { digest, verify }).intact).toBe(false);
});

test("a checkpoint reads back, and no byte of it can be changed", () => {
  const note = noteOf(8);
  const noteKey = parseNoteKey(digest, key);
  if (!noteKey) throw new Error("the key can't be read");
  expect(openCheckpoint(digest, note, [noteKey], verify)).toMatchObject({
    ok: true,
    value: { origin: ORIGIN, size: 8 },
  });
  for (let at = 0; at < note.length; at++) {
    const changed = `${note.slice(0, at)}${note[at] === "A" ? "B" : "A"}${note.slice(at + 1)}`;
    expect([at, openCheckpoint(digest, changed, [noteKey], verify).ok]).toEqual([at, false]);
  }
  for (const bad of [
    "",
    "\n\n",
    note.trimEnd(),
    `${note}\n`,
    note.replace("\n8\n", "\n08\n"),
    note.replace("\n8\n", "\n-8\n"),
  ])
    expect(openCheckpoint(digest, bad, [noteKey], verify).ok).toBe(false);
  expect(parseNoteKey(digest, key.replace("log.", "lag."))).toBeNull();
});
