import { beforeAll, expect, test, vi } from "vitest";
import { inTransaction, reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import { insertPerson } from "@/lib/db/people";
import { insertSystem } from "@/lib/db/systems";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Caller } from "@/lib/server/caller";
import { readFileOf } from "@/lib/server/read-file";
import { saveElements } from "./commands";
import { importModel } from "./commands/import-model";
import "@/lib/server/database";

/** The thread of the server, but a file with these words is never read to its end. */
vi.mock("@/lib/server/file-thread", async (original) => {
  const { FILE_THREAD } = await original<typeof import("@/lib/server/file-thread")>();
  const source = `
    require("node:worker_threads").parentPort.on("message", ({ text }) => {
      if (text.includes("never-ending")) for (;;);
    });
    ${FILE_THREAD.source}`;
  return { FILE_THREAD: { ...FILE_THREAD, source, answer: { workMs: 1_500, waitMs: 8_000 } } };
});
vi.mock("@/lib/server/read-file", async (original) => {
  const { readFileOf } = await original<typeof import("@/lib/server/read-file")>();
  return { readFileOf: vi.fn(readFileOf) };
});

async function somebody(handle: string, role: Role): Promise<Extract<Caller, { kind: "person" }>> {
  const person = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
  return { kind: "person", userId: (await inTransaction((tx) => insertPerson(tx, person))).id };
}

let [ana, bob, vera]: Caller[] = [];
let systemId: SystemId;
beforeAll(async () => {
  const owner = await somebody("ana", "engineer");
  [ana, bob, vera] = [owner, await somebody("bob", "engineer"), await somebody("vera", "viewer")];
  const facts = { slug: "shop", name: "Shop", type: "microservices" as const, description: "" };
  const lists = {
    criticality: 2 as const,
    dataClasses: [],
    regulations: [],
    tags: [],
    ownerId: owner.userId,
  };
  systemId = (await inTransaction((tx) => insertSystem(tx, { ...facts, ...lists }))).id;
});

const file = (name: string) =>
  JSON.stringify({
    format: "countersign-model",
    version: 1,
    system: { key: "s", name: "S" },
    zones: [{ key: name, name, trust: 1 }],
  });
const importing = (name: string, who = ana) =>
  importModel({ systemId, fileName: "shop.json", text: file(name) }, who!);
const zones = async () =>
  (await findModel(reader(), { id: systemId, name: "Shop" })).zones.map(({ name }) => name).sort();

test("who may not import makes the server read nothing", async () => {
  expect(await importing("never-ending", vera)).toMatchObject({ error: { code: "forbidden" } });
  expect(readFileOf).not.toHaveBeenCalled();
});

test("a file that never ends reading is refused in time; meanwhile the system is open, and the next file is read", async () => {
  const order: string[] = [];
  const noted = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const value = await work;
    order.push(name);
    return value;
  };
  const edge = { op: "save", kind: "zone", name: "Edge", trust: "1", coordination: "none" };
  const never = noted("never-ending", importing("never-ending"));
  const other = noted("other", importing("Core", bob));
  const edit = noted("edit", saveElements({ systemId, elements: [edge] }, bob!));
  expect(await edit).toMatchObject({ ok: true });
  expect(await never).toMatchObject({
    error: {
      code: "refused",
      reason: expect.stringContaining("takes too long to read. Nothing was imported"),
    },
  });
  expect(await other).toMatchObject({ ok: true, value: { status: "imported" } });
  expect(order).toEqual(["edit", "never-ending", "other"]);
  expect(await zones()).toEqual(["Core", "Edge"]);
});
