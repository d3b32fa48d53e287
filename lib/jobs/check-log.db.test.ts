import { afterAll, beforeAll, expect, test } from "vitest";
import { appendAudit } from "@/lib/db/audit";
import { askForRound } from "@/lib/db/audit-check";
import { exportLog } from "@/lib/db/audit-export";
import { treeSize } from "@/lib/db/audit-tree";
import { pool, reader } from "@/lib/db/client";
import { openSequencer } from "@/lib/db/sequencer";
import { verifyExport } from "@/lib/domain/audit/verify-export";
import { publicLogKey, readEntrySeal, readLogSeal } from "@/lib/server/audit-seal";
import { asJob } from "@/lib/server/job";
import { logSigner, sha256, verifySignature } from "@/lib/server/log-key";
import { withConnection } from "../../scripts/lib/connection.mjs";
import { checkLog } from "./check-log";

const ENTRIES = 21;
const sequencer = openSequencer();

async function grow(entries: number): Promise<void> {
  for (let n = 0; n < entries; n++)
    await asJob((tx) =>
      appendAudit(tx, {
        actorId: null,
        action: "systems.edit",
        outcome: "done",
        subject: "system",
        subjectId: `${n}`,
        systemId: null,
        detail: { about: `Step ${n}` },
      }),
    );
  await sequencer.append();
  await sequencer.sign(logSigner(), { webhook: false });
}

beforeAll(async () => {
  await grow(ENTRIES - 5);
  await grow(5);
});
afterAll(() => sequencer.close());

type Client = { query(sql: string, values?: unknown[]): Promise<unknown> };

/** Does something to the tables as their owner, past every trigger, as an attacker with the database would. */
async function asOwner(work: (client: Client) => Promise<unknown>): Promise<void> {
  await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", async (client) => {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await work(client);
    await client.query("commit");
  });
}

/** A whole round of the check; what the page then says. */
async function found(): Promise<readonly string[]> {
  await asJob(askForRound);
  await checkLog();
  const seal = await readLogSeal(reader());
  expect(seal.check).toMatchObject({ done: { size: await treeSize(reader()) }, under: null, asked: false });
  return seal.faults.map(({ kind, from, number }) => `${kind} ${from} ${number}`);
}

/** What somebody finds who verifies an export offline. */
async function exported() {
  let text = "";
  const key = publicLogKey(null);
  for await (const chunk of exportLog(reader(), { origin: logSigner().name, keys: [key] })) text += chunk;
  return verifyExport(text.split("\n"), { digest: sha256, verify: verifySignature }, { keys: [key] });
}
const verified = async () =>
  (await exported()).faults.map(({ kind, from, number }) => `${kind} ${from} ${number}`);

async function entryAt(index: number): Promise<{ id: bigint; entry_id: string; leaf: string }> {
  const rows = await reader().sql.$queryRaw<{ id: bigint; entry_id: string; leaf: string }[]>`
    select e.id, e.entry_id, e.leaf from audit_leaf l join audit_entry e on e.id = l.entry_number
    where l.index = ${BigInt(index)}::bigint`;
  if (!rows[0]) throw new Error("no such entry");
  return rows[0];
}

test("a log that nobody touched is intact, on the page and offline, and each entry is proven", async () => {
  expect(await found()).toEqual([]);
  expect(await exported()).toMatchObject({
    intact: true,
    entries: ENTRIES,
    erased: 0,
    unsigned: 0,
    waiting: 0,
    checkpoints: 2,
    keysGiven: true,
    faults: [],
  });
  const { entry_id } = await entryAt(7);
  expect(await readEntrySeal(reader(), entry_id)).toMatchObject({ state: "proven", proof: { index: 7 } });
});

test("an entry that has no place yet says so, and a new one after it is no fault", async () => {
  const id = await asJob((tx) =>
    appendAudit(tx, {
      actorId: null,
      action: "systems.edit",
      outcome: "denied",
      subject: "system",
      subjectId: null,
      systemId: null,
      detail: { about: "Waits" },
    }),
  );
  expect(await readEntrySeal(reader(), id)).toEqual({ state: "waiting" });
  expect(await exported()).toMatchObject({ intact: true, waiting: 1 });
  expect(await found()).toEqual([]);
  await sequencer.append();
  await sequencer.sign(logSigner(), { webhook: false });
});

test("an erased detail is erased, not changed", async () => {
  const { entry_id } = await entryAt(3);
  await pool().query("delete from audit_detail where entry_id = $1", [entry_id]); // the application's own role may
  expect(await found()).toEqual([]);
  expect(await exported()).toMatchObject({ intact: true, erased: 1 });
  expect(await readEntrySeal(reader(), entry_id)).toMatchObject({ state: "proven", erased: true });
});

type Attack = {
  readonly name: string;
  readonly index: number;
  readonly does: (client: Client, entry: { id: bigint; entry_id: string; leaf: string }) => Promise<unknown>;
  /** How the page and the offline check name it; `#` is the entry's number. */
  readonly page: readonly string[];
  readonly offline: readonly string[];
  /** Whether the entry's own panel says it too. */
  readonly panel: boolean;
};

const ATTACKS: readonly Attack[] = [
  {
    name: "the text of an entry is changed",
    index: 6,
    does: (client, { id }) =>
      client.query("update audit_entry set leaf = replace(leaf, '\"done\"', '\"lost\"') where id = $1", [id]),
    page: ["changed 6 #"],
    offline: ["changed 6 #"],
    panel: true,
  },
  {
    name: "the columns that the page shows are changed",
    index: 2,
    does: (client, { id }) => client.query("update audit_entry set outcome = 'denied' where id = $1", [id]),
    page: ["row-changed 2 #"],
    offline: ["row-changed 2 #"],
    panel: true,
  },
  {
    name: "the words of an entry are changed",
    index: 9,
    does: (client, { entry_id }) =>
      client.query("update audit_detail set text = replace(text, 'Step', 'Stop') where entry_id = $1", [
        entry_id,
      ]),
    page: ["detail-changed 9 #"],
    offline: ["detail-changed 9 #"],
    panel: true,
  },
  {
    name: "an entry is removed",
    index: 11,
    does: async (client, { id, entry_id }) => {
      await client.query("delete from audit_detail where entry_id = $1", [entry_id]);
      await client.query("delete from audit_entry where id = $1", [id]);
    },
    page: ["removed 11 #"],
    offline: ["removed 11 #"],
    panel: false,
  },
  {
    name: "an entry is changed together with its hash",
    index: 13,
    does: async (client, { id }) => {
      await client.query(
        "update audit_entry set leaf = replace(leaf, '\"13\"', '\"99\"') , subject_id = '99' where id = $1",
        [id],
      );
      await client.query(
        "update audit_leaf set hash = (select sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) from audit_entry where id = $1) where entry_number = $1",
        [id],
      );
    },
    page: ["tree-changed 12 null"],
    offline: ["checkpoint-contradicted 0 null"],
    panel: true,
  },
  {
    name: "a node of the tree is changed",
    index: 0,
    does: (client) => client.query("update audit_node set hash = sha256(hash) where level = 2 and index = 1"),
    page: ["tree-changed 0 null", "tree-changed 4 null"],
    offline: [],
    panel: false,
  },
  {
    name: "a checkpoint is signed by somebody else",
    index: 0,
    does: (client) =>
      client.query(
        "update audit_checkpoint set note = replace(note, E'\\n16\\n', E'\\n15\\n') where size = 16",
      ),
    page: ["checkpoint-not-signed null null"],
    offline: ["checkpoint-not-signed null null"],
    panel: false,
  },
];

for (const { name, index, does, page, offline, panel } of ATTACKS)
  test(`${name}: the page and the offline check name it`, async () => {
    const entry = await entryAt(index);
    const named = (faults: readonly string[]) =>
      faults.map((fault) => fault.replace("#", entry.id.toString()));
    await asOwner(async (client) => {
      for (const table of ["audit_entry", "audit_detail", "audit_leaf", "audit_node", "audit_checkpoint"])
        await client.query(`create table kept_${table} as select * from ${table}`);
      await does(client, entry);
    });
    try {
      expect(await found()).toEqual(named(page));
      expect(await verified()).toEqual(named(offline));
      if (panel) expect(await readEntrySeal(reader(), entry.entry_id)).toMatchObject({ state: "broken" });
    } finally {
      await asOwner(async (client) => {
        for (const table of ["audit_entry", "audit_detail", "audit_leaf", "audit_node", "audit_checkpoint"]) {
          await client.query(`delete from ${table}`);
          await client.query(`insert into ${table} select * from kept_${table}`);
          await client.query(`drop table kept_${table}`);
        }
      });
    }
    expect(await found()).toEqual([]);
  });

test("a forged entry that claims to be old is named, before and after it has a place", async () => {
  const { id } = await entryAt(5);
  const text = (await entryAt(5)).leaf;
  const old = (Date.now() - 86_400_000) * 1_000;
  const leaf = text
    .replace(/"atUs":"\d+"/, `"atUs":"${old}"`)
    .replace(/"id":"[^"]+"/, '"id":"0190a1b2-0000-7000-8000-00000000beef"');
  await asOwner((client) =>
    client.query(
      `insert into audit_entry (id, entry_id, at_us, action, outcome, subject, subject_id, leaf)
       values (0, '0190a1b2-0000-7000-8000-00000000beef', $1, 'systems.edit', 'done', 'system', '5', $2)`,
      [old, leaf],
    ),
  );
  expect(id).toBeGreaterThan(0n);
  expect(await found()).toEqual(["added null 0"]);
  expect(await verified()).toEqual(["backdated null 0"]);
  const other = openSequencer();
  await sequencer.close();
  await other.append();
  await other.sign(logSigner(), { webhook: false });
  await other.close();
  const size = await treeSize(reader());
  expect(await found()).toEqual([`backdated ${size - 1} 0`]);
  expect(await verified()).toEqual([`backdated ${size - 1} 0`]);
});

test("the application's role can't change, remove or empty what was recorded", async () => {
  for (const table of ["audit_entry", "audit_leaf", "audit_node", "audit_checkpoint"])
    for (const sql of [
      `update ${table} set ${table === "audit_entry" ? "leaf = leaf" : table === "audit_checkpoint" ? "note = note" : "hash = hash"}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(pool().query(sql)).rejects.toThrow(/permission denied/);
});

test("the owner is turned away as well, unless they switch the triggers off", async () => {
  await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", async (owner) => {
    for (const table of ["audit_leaf", "audit_node", "audit_checkpoint"])
      await expect(owner.query(`delete from ${table}`)).rejects.toThrow(/append-only/);
    await expect(
      owner.query("insert into audit_leaf select 5000, id, sha256('x') from audit_entry limit 1"),
    ).rejects.toThrow();
  });
});
