// approval.decision-p95-ms: twenty people decide on twenty requests at the same time, through the commands (no HTTP between)
// on a durable Postgres. An answer comes when the vote, the effect and both audit entries are committed.
import {
  copyDatabase,
  handedServer,
  testAuthSecret,
  testCheckpointKey,
} from "../../scripts/lib/test-database.mjs";
import { report } from "../lib/measure";

const VOTERS = 20;
const ROUNDS = 12;
const WARM_UP_ROUNDS = 2;

const server = handedServer();
if (!server) throw new Error("Benchmarks are run by `npm run bench`.");
const database = await copyDatabase(server);
Object.assign(process.env, {
  DATABASE_URL: database.url,
  AUTH_SECRET: testAuthSecret,
  CHECKPOINT_KEY: testCheckpointKey,
  PUBLIC_URL: "http://localhost:3000",
});
// The app's modules read the settings when they are imported.
const { registry } = await import("@/lib/registry");
const { inTransaction, pool } = await import("@/lib/db/client");
const { insertPerson } = await import("@/lib/db/people");
const { insertPolicy } = await import("@/lib/db/policies");
const { DEFAULT_POLICY } = await import("@/lib/domain/approvals/policy");
type UserId = import("@/lib/domain/kernel/ids").UserId;
type Role = import("@/lib/domain/people/capability").Role;

const person = async (handle: string, role: Role): Promise<UserId> => {
  const facts = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
  return (await inTransaction((tx) => insertPerson(tx, facts))).id;
};
const call = (name: string, input: object, userId: UserId) => {
  const command = registry.get(name);
  if (!command) throw new Error(`there is no command ${name}`);
  return command(input, { kind: "person", userId });
};

const asker = await person("asker", "engineer");
const voters: UserId[] = [];
for (let n = 0; n < VOTERS; n++) voters.push(await person(`voter-${n}`, "approver"));
await inTransaction((tx) =>
  insertPolicy(tx, { subject: "*", systemId: null, policy: { ...DEFAULT_POLICY, stepUpNeeded: false } }),
);
const facts = { name: "Bench", slug: "bench-of-votes", type: "edge", description: "", criticality: "1" };
const made = await call("systems.create", { ...facts, ownerId: asker }, asker);
if (!made.ok) throw new Error(JSON.stringify(made.error));
const { id: systemId } = made.value as { id: string };
const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** One request for an exception, and what its voter sends. */
async function asked(title: string): Promise<object> {
  const item = await call("checklists.add-own-item", { systemId, phase: "design", title, must: "on" }, asker);
  if (!item.ok) throw new Error(JSON.stringify(item.error));
  const { id: itemId } = item.value as { id: string };
  const reason = "Measured, so left open for a while.";
  const terms = { kind: "accept", reason, ownerId: asker, expiresOn };
  const sent = await call("checklists.except-item", { systemId, itemId, version: 1, ...terms }, asker);
  if (sent.ok || sent.error.code !== "sent-for-approval") throw new Error(JSON.stringify(sent));
  const { requestId } = sent.error;
  const { rows } = await pool().query("select payload_hash from approval_request where id = $1", [requestId]);
  return { requestId, systemId, payloadHash: rows[0].payload_hash, reason };
}

const tookMs: number[] = [];
for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
  const ballots: object[] = [];
  for (let n = 0; n < VOTERS; n++) ballots.push(await asked(`Item ${round} ${n}`));
  await Promise.all(
    voters.map(async (voter, n) => {
      const startedMs = performance.now();
      const answer = await call("approvals.approve", ballots[n] ?? {}, voter);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      if (round >= 0) tookMs.push(performance.now() - startedMs);
    }),
  );
}
const { rows } = await pool().query("select count(*)::int as n from approval_effect");
if (rows[0].n !== VOTERS * (ROUNDS + WARM_UP_ROUNDS)) throw new Error(`${rows[0].n} effects`);
tookMs.sort((a, b) => a - b);
report("approval.decision-p95-ms", tookMs[Math.ceil(tookMs.length * 0.95) - 1] ?? Number.NaN, "ms");
await pool().end();
await database.drop();
