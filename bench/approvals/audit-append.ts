// How much slower writes get by being recorded: the same small business write (one row inserted into a table with a key and
// an index) in the gate's own kind of transaction, with its audit entry and without, by as many writers at once, in turn on
// the same Postgres, while the sequencer numbers and signs what was appended.
import { randomUUID } from "node:crypto";
import { withConnection } from "../../scripts/lib/connection.mjs";
import { copyDatabase, handedServer, testCheckpointKey } from "../../scripts/lib/test-database.mjs";
import { median, report } from "../lib/measure";

const WRITERS = 8;
const SLICE_MS = 2_000;
const ROUNDS = 7;

const server = handedServer();
if (!server) throw new Error("Benchmarks are run by `npm run bench`.");
const database = await copyDatabase(server, "empty");
Object.assign(process.env, {
  DATABASE_URL: database.url,
  AUTH_SECRET: "x".repeat(32),
  CHECKPOINT_KEY: testCheckpointKey,
  PUBLIC_URL: "http://localhost:3000",
});
await withConnection(database.adminUrl, (owner) =>
  owner.query(`create table bench_row (id uuid primary key, name text not null, at timestamptz not null default now());
    create index on bench_row (name); grant all on bench_row to public`),
);

const { appendAudit } = await import("@/lib/db/audit");
const { inTransaction, pool } = await import("@/lib/db/client");
const { treeSize } = await import("@/lib/db/audit-tree");
const { reader } = await import("@/lib/db/client");
const { openSequencer } = await import("@/lib/db/sequencer");
const { sequencing } = await import("@/lib/jobs/sequencer");

async function write(audited: boolean): Promise<void> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.sql.$executeRaw`insert into bench_row (id, name) values (${id}::uuid, ${`row ${id}`})`;
    if (audited)
      await appendAudit(tx, {
        actorId: null,
        action: "checklists.edit-item",
        outcome: "done",
        subject: "item",
        subjectId: id,
        systemId: null,
        detail: {
          about: "IM-12 Require mTLS on every service-to-service flow",
          before: "to-do",
          after: "done",
        },
      });
  });
}

/** @returns writes per second */
async function rate(audited: boolean): Promise<number> {
  const endMs = performance.now() + SLICE_MS;
  const startedMs = performance.now();
  let done = 0;
  const writers = Array.from({ length: WRITERS }, async () => {
    for (; performance.now() < endMs; done++) await write(audited);
  });
  await Promise.all(writers);
  return (done * 1000) / (performance.now() - startedMs);
}

const sequencer = openSequencer();
const round = sequencing(sequencer);
let failure: unknown;
let busy: Promise<unknown> = Promise.resolve();
const timer = setInterval(() => {
  busy = busy.then(round).catch((thrown: unknown) => {
    failure = thrown;
  });
}, 1_000);

const plain: number[] = [];
const audited: number[] = [];
for (let n = -1; n < ROUNDS; n++) {
  const first = n % 2 === 0; // in turn, so that neither always comes after the other
  const one = await rate(first);
  const other = await rate(!first);
  if (n < 0) continue;
  audited.push(first ? one : other);
  plain.push(first ? other : one);
}
clearInterval(timer);
await busy;
if (failure) throw failure;
const size = await treeSize(reader());
process.stderr.write(
  `${WRITERS} writers: median ${median(plain).toFixed(0)} plain and ${median(audited).toFixed(0)} audited writes a second; ${size} entries in the tree\n`,
);
report("audit.append-ratio", median(audited.map((value, n) => value / (plain[n] ?? Number.NaN))), "x");
sequencer.close();
await pool().end();
await database.drop();
process.exit(0);
