import { beforeAll, expect, it } from "vitest";
import { reader } from "@/lib/db/client";
import { findModel } from "@/lib/db/model";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import { type Known, somebody } from "@/lib/testing/people";
import { dropLossScenario, saveLossScenario } from "./commands";

let jonas: Known;
let vera: Known;
let systemId: SystemId;
beforeAll(async () => {
  jonas = await somebody("jonas", "engineer");
  vera = await somebody("vera", "viewer");
  const facts = {
    name: "Till",
    slug: "till",
    type: "edge",
    description: "",
    ownerId: jonas.id,
    criticality: "2",
  };
  const made = await registry.get("systems.create")?.(facts, jonas.caller);
  if (!made?.ok) throw new Error(JSON.stringify(made));
  systemId = (made.value as { id: SystemId }).id;
});

const scenarios = async () => (await findModel(reader(), { id: systemId, name: "x" })).lossScenarios;
const numbers = {
  ratePerYear: { kind: "lognormal", p5: "0.1", p50: "", p95: "0.4" },
  "lossAmount.p5": "20000",
  "lossAmount.p50": "",
  "lossAmount.p95": "500000",
  basis: "Two incidents in ten years.",
};

it("a threat has numbers of its own once, as often as they are changed", async () => {
  const input = { systemId, threat: "mitm", ...numbers };
  expect(await saveLossScenario(input, jonas.caller)).toMatchObject({ ok: true, value: { threat: "mitm" } });
  expect(await scenarios()).toMatchObject([
    { threat: "mitm", ratePerYear: { p5: 0.1, p50: expect.closeTo(0.2, 9), p95: 0.4 }, secondary: null },
  ]);
  expect(await saveLossScenario(input, jonas.caller)).toMatchObject({ error: { code: "invalid-input" } });
  const second = {
    secondaryProbability: "0.25",
    "secondaryLossAmount.kind": "constant",
    "secondaryLossAmount.p50": "9",
  };
  expect(await saveLossScenario({ ...input, ...second, version: 1 }, jonas.caller)).toMatchObject({
    ok: true,
  });
  const other = { ...second, secondaryProbability: "0.5" };
  expect(await saveLossScenario({ ...input, ...other, version: 1 }, jonas.caller)).toMatchObject({
    error: { code: "stale", version: 2 },
  });
  expect(await scenarios()).toMatchObject([
    { version: 2, secondary: { probability: 0.25, lossAmount: { kind: "constant", p5: 9, p50: 9, p95: 9 } } },
  ]);
});

it("two who give a threat its first numbers at once: one of them does", async () => {
  const give = () => saveLossScenario({ systemId, threat: "ddos", ...numbers }, jonas.caller);
  const both = await Promise.all([give(), give()]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await scenarios()).filter(({ threat }) => threat === "ddos")).toHaveLength(1);
});

it("what is missing or out of order is named by its field", async () => {
  const refused = async (change: object, path: string) =>
    expect(
      await saveLossScenario({ systemId, threat: "replay", ...numbers, ...change }, jonas.caller),
    ).toMatchObject({
      error: { code: "invalid-input", issues: [{ path }] },
    });
  await refused({ basis: " " }, "basis");
  await refused({ "lossAmount.p5": "900000" }, "lossAmount");
  await refused({ ratePerYear: { p5: "", p50: "", p95: "" } }, "ratePerYear");
  await refused({ secondaryProbability: "0.5" }, "secondaryLossAmount");
  await refused(
    { secondaryProbability: "2", secondaryLossAmount: { p5: 1, p95: 2 } },
    "secondaryProbability",
  );
  await refused({ threat: "invented" }, "");
});

it("viewers change none, and going back to the catalogue's numbers is a tombstone", async () => {
  const [first] = await scenarios();
  const drop = { systemId, id: first?.id, version: first?.version };
  expect(await dropLossScenario(drop, vera.caller)).toMatchObject({ error: { code: "forbidden" } });
  expect(
    await saveLossScenario({ systemId, threat: "mitm", ...numbers, version: 2 }, vera.caller),
  ).toMatchObject({
    error: { code: "forbidden" },
  });
  expect(await dropLossScenario(drop, jonas.caller)).toMatchObject({ ok: true, value: { threat: "mitm" } });
  expect((await scenarios()).some(({ threat }) => threat === "mitm")).toBe(false);
  expect(await saveLossScenario({ systemId, threat: "mitm", ...numbers }, jonas.caller)).toMatchObject({
    ok: true,
  });
});
