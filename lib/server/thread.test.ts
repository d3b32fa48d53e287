import { expect, test, vi } from "vitest";
import { boundedThread, type ThreadSpec } from "./thread";

const SOURCE = `
const { parentPort, workerData } = require("node:worker_threads");
const held = [];
parentPort.on("message", (word) => {
  if (word === "never") for (;;);
  if (word === "heap") for (;;) held.push(new Array(100_000).fill(word + held.length));
  if (word === "die") throw new Error("died of it");
  if (word === "late") setTimeout(() => process.exit(0), 1);
  parentPort.postMessage(workerData.says + (word === "born" ? workerData.born : word));
});
parentPort.postMessage("ready");
`;
const SPEC: ThreadSpec = {
  source: SOURCE,
  data: async () => ({ says: "> ", born: 0 }),
  start: { workMs: 5_000, waitMs: 20_000 },
  answer: { workMs: 300, waitMs: 10_000 },
  heapMbMax: 64,
  waitingMax: 3,
};
const patient = { ...SPEC, answer: { workMs: 10_000, waitMs: 20_000 } };
const thread = (spec = SPEC) => boundedThread<string, string>(spec);

test("answers one question after the other, on one thread", async () => {
  const ask = thread();
  expect(await Promise.all(["a", "b", "c"].map((word) => ask(word)))).toEqual(
    ["> a", "> b", "> c"].map((value) => ({ ok: true, value })),
  );
});

test("a question that never ends is ended, holds up nothing else, and the next gets its answer", async () => {
  const ask = thread();
  let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, 10);
  const never = ask("never");
  const next = ask("next");
  expect(await never).toEqual({ ok: false, error: { code: "too-long" } });
  clearInterval(clock);
  expect(ticks).toBeGreaterThan(3);
  expect(await next).toEqual({ ok: true, value: "> next" });
});

test("what takes too much memory is ended alone", async () => {
  const ask = thread(patient);
  expect(await ask("heap")).toEqual({ ok: false, error: { code: "too-large" } });
  expect(await ask("next")).toMatchObject({ value: "> next" });
});

test("what dies says of what, and is replaced, also between two questions", async () => {
  let born = 0;
  const ask = thread({ ...patient, data: async () => ({ says: "> ", born: born++ }) });
  expect(await ask("die")).toMatchObject({ error: { code: "failed", cause: { message: "died of it" } } });
  expect(await ask("late")).toMatchObject({ value: "> late" });
  await vi.waitFor(async () => expect(await ask("born")).toEqual({ ok: true, value: "> 2" }));
});

test("so many may wait, and of one asker fewer", async () => {
  const ask = thread({ ...SPEC, waitingOfOneMax: 2 });
  const asked = ["ana", "ana", "ana", "bob", "eve"].map((who) => ask("word", who));
  const answers = (await Promise.all(asked)).map((answer) => (answer.ok ? "answered" : answer.error.code));
  expect(answers).toEqual(["answered", "answered", "busy", "answered", "busy"]);
  expect(await ask("word", "ana")).toMatchObject({ ok: true });
});

test("one that can't start says why, each time", async () => {
  const ask = thread({ ...SPEC, source: `require("./no-such-file.cjs");` });
  for (const word of ["a", "b"])
    expect(await ask(word)).toMatchObject({
      error: { code: "failed", cause: { message: expect.stringContaining("no-such-file") } },
    });
});
