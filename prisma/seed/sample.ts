// Fills an empty installation with the sample organisation and prints its people's one-time passwords.
// Everything goes through the same commands as in the application, so history and audit log are real.
import { randomInt } from "node:crypto";
import { findRequest } from "@/lib/db/approvals";
import { listItems } from "@/lib/db/checklists";
import { reader } from "@/lib/db/client";
import { listSystems } from "@/lib/db/systems";
import { applies } from "@/lib/domain/checklists/applicability";
import type { Item } from "@/lib/domain/checklists/item";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { ApprovalRequestId, InstantMs, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { prepareProduct } from "@/lib/jobs/first-start";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import {
  COMMENTS,
  EXCEPTIONS,
  ORGANISATION,
  PEOPLE,
  type PersonKey,
  POLICIES,
  PROOFS,
  type SampleSystem,
  SYSTEMS,
} from "./sample/organisation";
import { seedModel } from "./sample/seed-model";

type Ids = Readonly<Record<PersonKey, UserId>>;
const today = utcDateOf(Date.now() as InstantMs);

/** The same sample every time: a small generator with a fixed seed (mulberry32). */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Easy to read out and to type: 20 letters and digits in groups, about 95 bits. */
function makePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

async function run<T>(name: string, input: unknown, caller: Caller): Promise<T> {
  const command = registry.get(name);
  if (!command) throw new Error(`there is no command ${name}`);
  const result = await command(input, caller);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value as T;
}

async function seedPeople(): Promise<{
  ids: Ids;
  people: readonly { name: string; email: string; role: string; password: string }[];
}> {
  const people = Object.values(PEOPLE).map((person) => ({ ...person, password: makePassword() }));
  const { ids } = await run<{ ids: Record<string, UserId> }>(
    "people.seed-organisation",
    { ...ORGANISATION, people, policies: POLICIES },
    { kind: "job", name: "sample" },
  );
  const byKey = Object.entries(PEOPLE).map(([key, { email }]) => [key, ids[email]]);
  return { ids: Object.fromEntries(byKey) as Ids, people };
}

async function seedSystem(system: SampleSystem, ids: Ids, chance: () => number): Promise<void> {
  const as = (key: PersonKey): Caller => ({ kind: "person", userId: ids[key] });
  const { answered, owner, team, ...facts } = system;
  const { id: systemId } = await run<{ id: Item["systemId"] }>(
    "systems.create",
    { ...facts, ownerId: ids[owner] },
    as("ana"),
  );
  const items = (await listItems(reader(), systemId, null)).filter(
    (item) => applies(item.text, system).applies,
  );
  for (const item of items)
    await seedItem(item, { system, ids, chance, answered: answered[item.phase], team, as });
  await seedModel({ id: systemId, slug: system.slug, owner }, { run, as, idOf: (key) => ids[key] });
  if (!["checkout", "edge-gateway"].includes(system.slug)) return;
  for (const [index, [author, text]] of COMMENTS.entries())
    await run(
      "checklists.add-comment",
      { systemId, itemId: items[index % 2 === 0 ? 1 : 2]?.id, text },
      as(author),
    );
}

type Setting = {
  readonly system: SampleSystem;
  readonly ids: Ids;
  readonly chance: () => number;
  readonly answered: number;
  readonly team: readonly PersonKey[];
  readonly as: (key: PersonKey) => Caller;
};

/** One item's answer: most that is answered is done, most that is done is proven, some proof is old. */
async function seedItem(item: Item, { ids, chance, answered, team, as }: Setting): Promise<void> {
  const { systemId, id: itemId } = item;
  const worker = team[Math.floor(chance() * team.length)] ?? "jonas";
  const luck = chance();
  if (luck > answered + 0.15) return;
  const due = dueFor(item.phase, chance);
  if (luck > answered) {
    const status = chance() < 0.6 ? "in-progress" : "to-do";
    await run(
      "checklists.edit-item",
      { systemId, itemId, version: 1, status, ownerId: ids[worker], due },
      as(worker),
    );
    return;
  }
  await run(
    "checklists.edit-item",
    { systemId, itemId, version: 1, status: "done", ownerId: ids[worker], due: null },
    as(worker),
  );
  if (chance() > 0.78) return;
  const titles = PROOFS[item.text.group] ?? ["Record of the check"];
  const title = titles[Math.floor(chance() * titles.length)] ?? "Record of the check";
  const effectiveOn = provenOn(item, chance);
  const url = `https://wiki.meridian.example/${item.text.key}/${effectiveOn}`;
  await run("checklists.add-link", { systemId, itemId, title, effectiveOn, url }, as(worker));
}

/** Two must-items that a team leaves open: one exception that an approver signed, one request that still waits. */
async function seedExceptions(ids: Ids): Promise<void> {
  const as = (key: PersonKey): Caller => ({ kind: "person", userId: ids[key] });
  for (const { slug, by, signer, kind, days, reason, because } of EXCEPTIONS) {
    const system = (await listSystems(reader(), [])).find((one) => one.slug === slug);
    if (!system) throw new Error(`there is no system ${slug}`);
    const item = (await listItems(reader(), system.id, null)).find(
      ({ text, status }) => text.must && status !== "done" && applies(text, system).applies,
    );
    if (!item) throw new Error(`${slug} has no open must-item`);
    const { systemId, id: itemId, version } = item;
    const wanted = { kind, reason, ownerId: ids[by], expiresOn: addDays(today, days) };
    const sent = await ask("checklists.except-item", { systemId, itemId, version, ...wanted }, as(by));
    const request = await findRequest(reader(), sent.requestId);
    if (!signer || !request) continue;
    const { id: requestId, payloadHash } = request.request;
    await run("approvals.approve", { requestId, systemId, payloadHash, reason: because }, as(signer));
  }
}

/** Gives a command that needs a second person; returns the request that waits for one. */
async function ask(name: string, input: unknown, caller: Caller): Promise<{ requestId: ApprovalRequestId }> {
  const result = await registry.get(name)?.(input, caller);
  if (!result || result.ok || result.error.code !== "sent-for-approval")
    throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result.error;
}

function dueFor(phase: Phase, chance: () => number): UtcDate | null {
  if (chance() < 0.25) return null;
  const spread = phase === "operations" ? 60 : 40;
  return addDays(today, Math.floor(chance() * spread) - 8);
}

/** Within the validity for most, near its end for some, past it for a few. */
function provenOn(item: Item, chance: () => number): UtcDate {
  const valid = item.text.evidenceValidDays ?? 365;
  const luck = chance();
  const age = luck < 0.84 ? chance() * 0.7 : luck < 0.94 ? 0.8 + chance() * 0.18 : 1.02 + chance() * 0.4;
  return addDays(today, -Math.floor(valid * age));
}

async function main(): Promise<void> {
  await prepareProduct();
  const asJson = process.argv.includes("--json");
  const { ids, people } = await seedPeople();
  const chance = makeChance(20_260_101);
  for (const system of SYSTEMS) await seedSystem(system, ids, chance);
  await seedExceptions(ids);
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ people })}\n`);
    return;
  }
  const line = ({ name, email, role, password }: (typeof people)[number]) =>
    `  ${name.padEnd(14)} ${role.padEnd(14)} ${email.padEnd(24)} ${password}\n`;
  process.stdout.write(
    `\n${ORGANISATION.organisation} is loaded. One-time passwords, to be changed at the first sign-in:\n\n`,
  );
  process.stdout.write(people.map(line).join(""));
  process.stdout.write("\n");
}

main().then(
  () => process.exit(0),
  (thrown: unknown) => {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exit(1);
  },
);
