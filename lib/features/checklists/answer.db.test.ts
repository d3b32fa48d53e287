import { beforeAll, describe, expect, test } from "vitest";
import { listItems } from "@/lib/db/checklists";
import { pool, reader } from "@/lib/db/client";
import { listItemRevisions } from "@/lib/db/item-history";
import type { Item } from "@/lib/domain/checklists/item";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { prepareProduct } from "@/lib/jobs/first-start";
import type { Caller } from "@/lib/server/caller";
import { again, freshItem as freshItemOf } from "@/lib/testing/checklist-items";
import { got, refused, run } from "@/lib/testing/commands";
import { organisationOf } from "@/lib/testing/people";
import { addOwnItem } from "./commands/add";
import { attestAgain, editItem, editItems } from "./commands/answer";
import { addComment, addFile, addLink } from "./commands/prove";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Ana Kovač", "ana", "engineer"],
  ["Jonas Weber", "jonas", "engineer"],
  ["Mei Lin", "mei", "approver"],
  ["Sara Haddad", "sara", "viewer"],
] as const;
type Name = (typeof PEOPLE)[number][1];

let ids: Record<Name, UserId>;
let checkout: SystemId;
let ledger: SystemId;
const today = utcDateOf(Date.now() as InstantMs);

const as = (name: Name): Caller => ({ kind: "person", userId: ids[name] });

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await pool().query(`select count(*) as n from ${sql}`, values)).rows[0]?.n);

const freshItem = ({
  systemId = checkout,
  ...options
}: {
  must?: boolean;
  systemId?: SystemId;
  days?: number;
} = {}) => freshItemOf(systemId, as("ana"), options);
const target = (item: Item) => ({ systemId: item.systemId, itemId: item.id, version: item.version });
const newSystem = (name: string) => ({
  name,
  slug: name.toLowerCase(),
  type: "microservices",
  description: "",
  ownerId: ids.ana,
  criticality: 3,
});

beforeAll(async () => {
  await prepareProduct();
  ids = await organisationOf(PEOPLE);
  checkout = (await run<{ id: SystemId }>("systems.create", newSystem("Checkout"), as("olu"))).id;
  ledger = (await run<{ id: SystemId }>("systems.create", newSystem("Ledger"), as("olu"))).id;
});

describe("an edit", () => {
  test("changes the item, keeps a revision and writes one audit entry", async () => {
    const item = await freshItem();
    const entries = await count("audit_entry where action = 'checklists.edit-item'");
    got(
      await editItem(
        { ...target(item), status: "in-progress", ownerId: ids.jonas, due: addDays(today, 7) },
        as("ana"),
      ),
    );
    expect(await again(item)).toMatchObject({
      status: "in-progress",
      ownerId: ids.jonas,
      due: addDays(today, 7),
      answeredOn: today,
      version: 2,
    });
    const [newest, oldest] = await listItemRevisions(reader(), item.id, 10);
    expect(newest).toMatchObject({ version: 2, actorId: ids.ana, snapshot: { ownerId: ids.jonas } });
    expect(oldest).toMatchObject({ version: 1, snapshot: { ownerId: null, answeredOn: null } });
    expect(await count("audit_entry where action = 'checklists.edit-item'")).toBe(entries + 1);
  });

  test("leaves alone what it does not name", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), ownerId: ids.jonas }, as("ana")));
    got(await editItem({ ...target(await again(item)), due: today }, as("ana")));
    expect(await again(item)).toMatchObject({ ownerId: ids.jonas, due: today, answeredOn: null });
  });

  test("that changes nothing makes no revision", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), ownerId: null }, as("ana")));
    expect((await again(item)).version).toBe(1);
    expect(await listItemRevisions(reader(), item.id, 10)).toHaveLength(1);
    expect(
      await count("audit_entry where action = 'checklists.edit-item' and subject_id = $1", [item.id]),
    ).toBe(0);
  });

  test("can name nobody who has no account", async () => {
    const item = await freshItem();
    const stranger = "01890000-0000-7000-8000-000000000000";
    refused(await editItem({ ...target(item), ownerId: stranger }, as("ana")), "invalid-input");
  });
});

describe("two people at the same item", () => {
  test("who changed different fields both keep their change", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), ownerId: ids.jonas }, as("ana")));
    got(await editItem({ ...target(item), due: today }, as("jonas")));
    expect(await again(item)).toMatchObject({ ownerId: ids.jonas, due: today, version: 3 });
  });

  test("who changed the same field: the second is told who was faster, and can insist", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), ownerId: ids.jonas }, as("ana")));
    const stale = refused(await editItem({ ...target(item), ownerId: ids.olu }, as("jonas")), "stale");
    expect(stale).toMatchObject({ by: "Ana Kovač", version: (await again(item)).version });
    expect(stale.changes).toEqual([{ field: "owner", before: "Jonas Weber", after: "Olu Adeyemi" }]);
    expect((await again(item)).ownerId).toBe(ids.jonas);
    got(await editItem({ ...target(item), version: stale.version, ownerId: ids.olu }, as("jonas")));
    expect((await again(item)).ownerId).toBe(ids.olu);
  });

  test("are told who changed that field, not who changed the item last", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), ownerId: ids.jonas }, as("ana")));
    got(await editItem({ ...target(await again(item)), due: today }, as("olu")));
    const stale = refused(await editItem({ ...target(item), ownerId: ids.olu }, as("jonas")), "stale");
    expect(stale.by).toBe("Ana Kovač");
  });

  test("who want the same are not in conflict", async () => {
    const item = await freshItem();
    got(await editItem({ ...target(item), status: "done" }, as("ana")));
    got(await editItem({ ...target(item), status: "done" }, as("jonas")));
    expect((await again(item)).version).toBe(2);
  });

  test("who leave it out for different reasons are in conflict", async () => {
    const item = await freshItem();
    const out = (reason: string) => ({ ...target(item), status: "not-applicable", reason });
    got(await editItem(out("There is no message broker here."), as("ana")));
    refused(await editItem(out("Another team answers for this."), as("jonas")), "stale");
    expect((await again(item)).notApplicableReason).toBe("There is no message broker here.");
  });

  test("at the same moment: exactly one wins and the other is told", async () => {
    const item = await freshItem();
    const results = await Promise.all([
      editItem({ ...target(item), ownerId: ids.ana }, as("ana")),
      editItem({ ...target(item), ownerId: ids.jonas }, as("jonas")),
    ]);
    const winners = results.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    const [loser] = results.filter((result) => !result.ok);
    if (!loser) throw new Error("both won");
    refused(loser, "stale");
    const won = results[0]?.ok ? ids.ana : ids.jonas;
    expect(await again(item)).toMatchObject({ ownerId: won, version: 2 });
  });
});

describe("leaving a must-item out", () => {
  const reason = "There is no such component in this system.";

  test("is no answer but an exception, and changes nothing", async () => {
    const item = await freshItem({ must: true });
    const wanted = { ...target(item), status: "not-applicable", reason };
    expect(refused(await editItem(wanted, as("ana")), "refused").reason).toContain("second person");
    expect(await again(item)).toMatchObject({ status: "to-do", version: 1 });
  });

  test("in a bulk edit is left alone and named, while the rest commits", async () => {
    const [must, other] = [await freshItem({ must: true }), await freshItem()];
    const items = [must, other].map(({ id, version }) => ({ itemId: id, version }));
    const done = got(
      await editItems({ systemId: checkout, items, status: "not-applicable", reason }, as("ana")),
    );
    expect(done).toMatchObject({ edited: 1, gone: 0, left: [{ title: must.text.title }] });
    expect(await again(must)).toMatchObject({ status: "to-do", version: 1 });
    expect(await again(other)).toMatchObject({ status: "not-applicable", notApplicableReason: reason });
  });

  test("wants a reason", async () => {
    const item = await freshItem();
    const issue = refused(
      await editItem({ ...target(item), status: "not-applicable", reason: "no" }, as("ana")),
      "invalid-input",
    );
    expect(issue.issues[0]?.path).toBe("reason");
  });
});

test("a bulk edit takes 500 items and leaves alone what somebody else changed meanwhile", async () => {
  await pool().query(
    `insert into checklist_item (id, system_id, key, phase, number, position, content_hash)
     select gen_random_uuid(), system_id, 'more-' || n, 'operations', 1000 + n, 1000 + n, content_hash
     from (select * from checklist_item where system_id = $1 limit 1) one, generate_series(1, 500) n`,
    [ledger],
  );
  const all = (await listItems(reader(), ledger, null)).slice(0, 500);
  expect(all).toHaveLength(500);
  const [first] = all;
  if (!first) throw new Error("the ledger has no items");
  got(await editItem({ ...target(first), ownerId: ids.jonas }, as("jonas")));
  const items = all.map(({ id, version }) => ({ itemId: id, version }));
  const done = got(await editItems({ systemId: ledger, items, ownerId: ids.ana }, as("ana")));
  expect(done).toMatchObject({ edited: all.length - 1, gone: 0 });
  expect(done.left.map(({ title }) => title)).toEqual([first.text.title]);
  const tooMany = Array.from({ length: 501 }, () => items[0]);
  refused(await editItems({ systemId: ledger, items: tooMany, ownerId: null }, as("ana")), "invalid-input");
});

describe("a claim", () => {
  test("is confirmed again only where the item is done", async () => {
    const item = await freshItem();
    refused(await attestAgain(target(item), as("ana")), "refused");
    got(await editItem({ ...target(item), status: "done" }, as("ana")));
    got(await attestAgain(target(await again(item)), as("jonas")));
    expect(await again(item)).toMatchObject({ attestedBy: ids.jonas, attestedOn: today });
  });
});

describe("who may not", () => {
  test("a viewer writes nothing, and an approver only comments", async () => {
    const item = await freshItem();
    const { version: _version, ...at } = target(item);
    const writes = (name: Name) => [
      editItem({ ...target(item), status: "done" }, as(name)),
      editItems({ systemId: checkout, items: [{ itemId: item.id, version: 1 }], status: "done" }, as(name)),
      attestAgain(target(item), as(name)),
      addLink({ ...at, title: "x", url: "https://example.com", effectiveOn: today }, as(name)),
      addFile({ ...at, title: "x", effectiveOn: today, bytes: new Uint8Array([1]) }, as(name)),
      addOwnItem({ systemId: checkout, phase: "design", title: "Mine" }, as(name)),
    ];
    for (const result of await Promise.all([...writes("sara"), ...writes("mei")]))
      refused(result, "forbidden");
    refused(await addComment({ ...at, text: "Hello" }, as("sara")), "forbidden");
    got(await addComment({ ...at, text: "Where is the proof?" }, as("mei")));
    expect((await again(item)).version).toBe(1);
  });

  test("an item of another system can't be reached through one's own", async () => {
    const item = await freshItem({ systemId: ledger });
    const across = { ...target(item), systemId: checkout };
    refused(await editItem({ ...across, status: "done" }, as("ana")), "not-found");
    refused(await attestAgain(across, as("ana")), "not-found");
    const { version: _version, ...at } = across;
    refused(await addComment({ ...at, text: "Hello" }, as("ana")), "not-found");
    const bulk = { systemId: checkout, items: [{ itemId: item.id, version: 1 }], status: "done" };
    expect(got(await editItems(bulk, as("ana")))).toMatchObject({ edited: 0, gone: 1 });
    expect((await again(item)).version).toBe(1);
  });

  test("somebody from whom the system is hidden can't write to it", async () => {
    await run(
      "people.set-membership",
      { userId: ids.jonas, systemId: ledger, version: 0, role: "none" },
      as("olu"),
    );
    const item = await freshItem({ systemId: ledger });
    refused(await editItem({ ...target(item), status: "done" }, as("jonas")), "forbidden");
  });
});
