import { afterAll, beforeEach, expect, test } from "vitest";
import { appendAudit } from "@/lib/db/audit";
import { findNewestCheckpoint, findProof, treeSize } from "@/lib/db/audit-tree";
import { inTransaction, reader, type Tx } from "@/lib/db/client";
import { openSequencer, type Sequencer } from "@/lib/db/sequencer";
import { utf8 } from "@/lib/domain/audit/bytes";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import { openCheckpoint } from "@/lib/domain/audit/checkpoint";
import { EMPTY_FRONTIER, growFrontier } from "@/lib/domain/audit/frontier";
import { leafHash, rootOfSubtrees } from "@/lib/domain/audit/merkle";
import { verifyEntryProof } from "@/lib/domain/audit/proof";
import { subtreesOf } from "@/lib/domain/audit/tree-shape";
import { logSigner, sha256, verifySignature } from "@/lib/server/log-key";
import { withConnection } from "../../scripts/lib/connection.mjs";
import "@/lib/server/database";
import { sequencing } from "./sequencer";

const SEAT =
  "select pid from pg_locks where locktype = 'advisory' and granted and objid = hashtext('countersign.sequencer')::bigint::bit(32)::bigint::oid";
const crypto = { digest: sha256, verify: verifySignature };
const signer = logSigner();
const open: Sequencer[] = [];

function another(): Sequencer {
  const made = openSequencer();
  open.push(made);
  return made;
}

const closeAll = async () => {
  for (const one of open.splice(0)) await one.close();
};
beforeEach(closeAll);
afterAll(closeAll);

const entry = (tx: Tx, action = "systems.edit", about = "A step of “Größe”") =>
  appendAudit(tx, {
    actorId: null,
    action,
    outcome: "done",
    subject: "system",
    subjectId: 'quoted " and \\',
    systemId: null,
    detail: { about },
  });
const append = (action?: string) => inTransaction((tx) => entry(tx, action));

const owner = (sql: string, values: unknown[] = []) =>
  withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", (client) => client.query(sql, values)) as Promise<{
    rows: Record<string, unknown>[];
  }>;

/** What must hold whatever happened: every entry once, positions without a gap, hashes and roots of a tree of them. */
async function expectSound(entries?: number): Promise<void> {
  const rows = await reader().sql.$queryRaw<{ index: bigint; leaf: string; hash: Uint8Array }[]>`
    select l.index, e.leaf, l.hash from audit_leaf l join audit_entry e on e.id = l.entry_number order by l.index`;
  expect(rows.map(({ index }) => Number(index))).toEqual(rows.map((_, at) => at));
  if (entries !== undefined) expect(rows).toHaveLength(entries);
  const hashes = rows.map(({ leaf }) => leafHash(sha256, utf8(leaf)));
  expect(rows.map(({ hash }) => Buffer.from(hash).toString("hex"))).toEqual(
    hashes.map((hash) => Buffer.from(hash).toString("hex")),
  );
  const checkpoints = await reader().sql.auditCheckpoint.findMany();
  const grown = growFrontier(
    sha256,
    EMPTY_FRONTIER,
    hashes,
    new Set(checkpoints.map(({ size }) => Number(size))),
  );
  const nodes = await reader().sql.auditNode.findMany({ orderBy: [{ level: "asc" }, { index: "asc" }] });
  const name = (level: number, index: number, hash: Uint8Array) =>
    `${level}/${index} ${Buffer.from(hash).toString("hex")}`;
  expect(nodes.map(({ level, index, hash }) => name(level, Number(index), hash)).sort()).toEqual(
    grown.completed.map(({ level, index, hash }) => name(level, index, hash)).sort(),
  );
  for (const { size, root } of checkpoints)
    expect(Buffer.from(root).toString("hex")).toBe(
      Buffer.from(grown.roots.get(Number(size)) ?? rootOfSubtrees(sha256, [])).toString("hex"),
    );
}

const count = async () =>
  Number((await reader().sql.$queryRaw<{ n: bigint }[]>`select count(*) as n from audit_entry`)[0]?.n);

test("an entry is one statement, its leaf canonical with Postgres' time in it", async () => {
  const id = await append();
  const row = await reader().sql.auditEntry.findUniqueOrThrow({
    where: { entryId: id },
    include: { detail: true },
  });
  expect(canonicalJson(JSON.parse(row.leaf))).toBe(row.leaf);
  expect(JSON.parse(row.leaf)).toMatchObject({ id, atUs: row.atUs.toString(), subjectId: row.subjectId });
  expect(Math.abs(Number(row.atUs) / 1000 - Date.now())).toBeLessThan(10_000);
});

test("gives every entry of many writers one place, with two sequencers at once", async () => {
  const writers = Array.from({ length: 8 }, async () => {
    for (let n = 0; n < 25; n++) await append();
  });
  let writing = true;
  const everything = Promise.all(writers).then(() => {
    writing = false;
  });
  const work = async (sequencer: Sequencer) => {
    while (writing) {
      await sequencer.append();
      await sequencer.sign(signer, { webhook: false });
    }
  };
  await Promise.all([work(another()), work(another()), everything]);
  for (const one of open) await one.append();
  await expectSound(await count());
});

test("never skips an entry that commits after later ones", async () => {
  const sequencer = another();
  let commit = () => {};
  let inserted = () => {};
  const isInserted = new Promise<void>((resolve) => {
    inserted = resolve;
  });
  const late = inTransaction(async (tx) => {
    const id = await entry(tx);
    inserted();
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
    return id;
  });
  await isInserted;
  for (let n = 0; n < 3; n++) {
    await append();
    await sequencer.append();
    await sequencer.append();
  }
  commit();
  const id = await late;
  await sequencer.append();
  expect(await findProof(reader(), id)).toBeNull();
  await sequencer.sign(signer, { webhook: false });
  expect(await findProof(reader(), id)).not.toBeNull();
  await expectSound(await count());
});

test("only one has the seat, another takes it when its connection ends", async () => {
  const [first, second] = [another(), another()];
  expect(await first.append()).not.toBeNull();
  expect(await second.append()).toBeNull();
  await owner(`select pg_terminate_backend(pid) from (${SEAT}) s`);
  await append();
  await expect(first.append()).rejects.toThrow();
  expect(await second.append()).toMatchObject({ appended: 1 });
  expect(await first.append()).toBeNull();
  await expectSound(await count());
});

test("a backend that ends between any two statements leaves a sound tree behind", async () => {
  const points = ["audit_leaf", "audit_node", "audit_checkpoint"];
  for (const table of points)
    for (const when of ["before", "after"]) {
      for (let n = 0; n < 3; n++) await append();
      await owner(`create or replace function die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
      await owner(`create trigger die ${when} insert on ${table} for each statement execute function die()`);
      const sequencer = another();
      await expect(
        sequencer.append().then(() => sequencer.sign(signer, { webhook: false })),
      ).rejects.toThrow();
      await owner(`drop trigger die on ${table}`);
      await expectSound();
      await sequencer.append();
      await sequencer.sign(signer, { webhook: false });
      await expectSound(await count());
      await sequencer.close();
    }
}, 60_000);

test("a round numbers and signs; a critical action is signed at once", async () => {
  const sequencer = another();
  const round = sequencing(sequencer);
  await append();
  await round();
  const before = await findNewestCheckpoint(reader());
  expect(before?.size).toBe(await treeSize(reader()));
  await append();
  await round();
  expect((await findNewestCheckpoint(reader()))?.size).toBe(before?.size);
  await append("approvals.approve");
  await round();
  expect((await findNewestCheckpoint(reader()))?.size).toBe(await treeSize(reader()));
});

test("every entry's proof holds offline with nothing but the public key", async () => {
  await another().append();
  await another().sign(signer, { webhook: false });
  const checkpoint = await findNewestCheckpoint(reader());
  const keys = [{ name: signer.name, publicKey: signer.publicKey }];
  expect(openCheckpoint(sha256, checkpoint?.note ?? "", keys, verifySignature)).toMatchObject({ ok: true });
  const entries = await reader().sql.auditEntry.findMany({ take: 70 });
  for (const { entryId, leaf } of entries) {
    const proof = await findProof(reader(), entryId);
    if (!proof) throw new Error("there is no proof");
    expect(verifyEntryProof(leaf, proof, keys, crypto)).toMatchObject({ ok: true });
    expect(verifyEntryProof(`${leaf} `, proof, keys, crypto)).toMatchObject({
      error: { code: "not-included" },
    });
  }
});

test("signs no tree that lost what was signed before", async () => {
  const sequencer = another();
  await append();
  await sequencer.append();
  await sequencer.sign(signer, { webhook: false });
  const [largest] = subtreesOf(await treeSize(reader()));
  if (!largest || largest.level === 0) throw new Error("the tree is too small for this test");
  await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", async (client) => {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await client.query("update audit_node set hash = sha256(hash) where level = $1 and index = $2", [
      largest.level,
      largest.index,
    ]);
    await client.query("commit");
  });
  await append();
  await sequencer.append();
  const before = await findNewestCheckpoint(reader());
  await expect(sequencer.sign(signer, { webhook: false })).rejects.toThrow("no longer holds");
  expect((await findNewestCheckpoint(reader()))?.size).toBe(before?.size);
});
