import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { pool, reader } from "@/lib/db/client";
import { listComments, listMentions } from "@/lib/db/comments";
import { findEvidenceFile, listEvidence, readFileChunks } from "@/lib/db/evidence";
import { listItemRevisions } from "@/lib/db/item-history";
import type { Item } from "@/lib/domain/checklists/item";
import type { EvidenceId, InstantMs, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { addDays, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { prepareProduct } from "@/lib/jobs/first-start";
import type { Caller } from "@/lib/server/caller";
import { freshItem as freshItemOf, standingOf } from "@/lib/testing/checklist-items";
import { got, refused, run } from "@/lib/testing/commands";
import { organisationOf, PASSWORD } from "@/lib/testing/people";
import { editItem } from "./commands/answer";
import { addComment, addFile, addLink } from "./commands/prove";

const PEOPLE = [
  ["Olu Adeyemi", "olu", "admin"],
  ["Ana Kovač", "ana", "engineer"],
  ["Jonas Weber", "jonas", "engineer"],
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
const stateOf = async (item: Item, day: UtcDate = today) => (await standingOf(item, day)).state;
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

describe("evidence", () => {
  const link = (item: Item, effectiveOn: UtcDate) => ({
    systemId: item.systemId,
    itemId: item.id,
    title: "Mesh policy",
    url: "https://example.com/merge/4127",
    effectiveOn,
  });

  test("from a day that has not come is refused", async () => {
    const item = await freshItem();
    const issue = refused(await addLink(link(item, addDays(today, 1)), as("ana")), "invalid-input");
    expect(issue.issues[0]?.path).toBe("effectiveOn");
    expect(await listEvidence(reader(), item.id)).toEqual([]);
  });

  test("makes an item that is done proven, until it expires", async () => {
    const item = await freshItem({ days: 30 });
    got(await editItem({ ...target(item), status: "done" }, as("ana")));
    expect(await stateOf(item)).toBe("claimed");
    got(await addLink(link(item, addDays(today, -10)), as("ana")));
    expect(await stateOf(item)).toBe("proven");
    expect(await stateOf(item, addDays(today, 19))).toBe("proven");
    expect(await stateOf(item, addDays(today, 40))).toBe("gap");
    const [newest] = await listItemRevisions(reader(), item.id, 1);
    expect(newest?.snapshot.evidenceIds).toHaveLength(1);
  });

  test("takes no other scheme than http and https", async () => {
    const item = await freshItem();
    for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example"])
      refused(await addLink({ ...link(item, today), url }, as("ana")), "invalid-input");
  });

  test("as a file is stored once under its hash and comes back byte by byte", async () => {
    const bytes = new Uint8Array(randomBytes(1_300_000));
    const [one, other] = [await freshItem(), await freshItem({ systemId: ledger })];
    const file = (item: Item) => ({
      systemId: item.systemId,
      itemId: item.id,
      title: "scan.bin",
      effectiveOn: today,
      bytes,
    });
    const files = await count("file");
    const [first, second] = await Promise.all([
      addFile(file(one), as("ana")),
      addFile(file(other), as("jonas")),
    ]);
    const { id } = got(first);
    got(second);
    expect(await count("file")).toBe(files + 1);
    const stored = await findEvidenceFile(reader(), checkout, id);
    expect(stored).toMatchObject({ size: bytes.length, mediaType: "application/octet-stream" });
    if (!stored) throw new Error("the file is gone");
    const chunks: Uint8Array[] = [];
    for await (const chunk of readFileChunks(reader(), stored.hash)) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(2);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    expect(await findEvidenceFile(reader(), ledger, id)).toBeNull();
    expect(await findEvidenceFile(reader(), checkout, got(second).id as EvidenceId)).toBeNull();
  });

  test("that is an empty file is refused", async () => {
    const item = await freshItem();
    const empty = { ...target(item), title: "x", effectiveOn: today, bytes: new Uint8Array() };
    const { version: _version, ...input } = empty;
    expect(refused(await addFile(input, as("ana")), "invalid-input").issues[0]?.path).toBe("file");
  });

  test("is not believed about its type: a page dressed as a picture is text", async () => {
    const item = await freshItem();
    const bytes = new TextEncoder().encode("<html><script>alert(1)</script></html>");
    const { version: _version, ...at } = target(item);
    const { id } = got(await addFile({ ...at, title: "logo.png", effectiveOn: today, bytes }, as("ana")));
    expect((await findEvidenceFile(reader(), checkout, id))?.mediaType).toBe("text/plain");
  });
});

describe("a comment", () => {
  test("mentions who is named and may see the system, once each", async () => {
    const hidden = { userId: ids.jonas, systemId: ledger, version: 0, role: "none" };
    await run("people.set-membership", hidden, as("olu"));
    const item = await freshItem({ systemId: ledger });
    const { version: _version, ...at } = target(item);
    const text = "@ana.kovac and @ana.kovac, ask @jonas.weber or @nobody; mail me@ana.kovac";
    expect(got(await addComment({ ...at, text }, as("olu")))).toMatchObject({ mentioned: 1 });
    const [mention] = await listMentions(reader(), ids.ana, [], 5);
    expect(mention).toMatchObject({ text, systemSlug: "ledger" });
    expect(await listMentions(reader(), ids.jonas, [], 5)).toEqual([]);
  });

  test("sent twice at once with one key is there once", async () => {
    const item = await freshItem();
    const { version: _version, ...at } = target(item);
    const caller = await sessionOf("olu");
    const results = await Promise.all([1, 2].map(() => addComment({ ...at, text: "Once" }, caller)));
    const [first, second] = results.map((result) => got(result));
    expect(first).toEqual(second);
    expect(await listComments(reader(), item.id, 10)).toHaveLength(1);
  });

  test("keeps its text as it was written", async () => {
    const item = await freshItem();
    const { version: _version, ...at } = target(item);
    const text = "<script>alert(1)</script>\r\n\r\n  'quoted' -- drop";
    got(await addComment({ ...at, text }, as("ana")));
    const [comment] = await listComments(reader(), item.id, 10);
    expect(comment?.text).toBe("<script>alert(1)</script>\n\n  'quoted' -- drop");
  });
});

/** A browser of somebody who is signed in, with a key on its form. */
async function sessionOf(name: Name): Promise<Caller> {
  const browser: Caller = {
    kind: "session",
    token: null,
    address: "10.2.0.1",
    agent: "test",
    idempotencyKey: null,
  };
  await pool().query(`update "user" set must_change_password = false where id = $1`, [ids[name]]);
  const { token } = await run<{ token: string }>(
    "people.sign-in",
    { email: `${name}@example.com`, password: PASSWORD, to: "/" },
    browser,
  );
  return { ...browser, token, idempotencyKey: `key-${randomBytes(8).toString("hex")}` };
}
