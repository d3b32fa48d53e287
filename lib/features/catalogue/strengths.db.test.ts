import { beforeAll, expect, test } from "vitest";
import { databaseNow, reader } from "@/lib/db/client";
import type { Strength } from "@/lib/domain/threats/vocabulary";
import { organisationCatalogue, organisationCatalogueAt } from "@/lib/server/organisation-catalogue";
import { currentFormula } from "@/lib/server/posture-summaries";
import { as, byTwo, call, withoutStepUp } from "@/lib/testing/critical";
import { type Known, somebody } from "@/lib/testing/people";
import "@/lib/server/database";

let lead: Known;
let second: Known;
beforeAll(async () => {
  lead = await somebody("lead", "security-lead");
  second = await somebody("second", "approver");
  await withoutStepUp();
});

const TLS = { threat: "mitm", mechanism: "tls", function: "prevent" } as const;
const set = (version: number, strength: Strength | null, basis = "Our own penetration test of 2026.") =>
  byTwo("catalogue.set-strength", { ...TLS, version, strength, basis }, lead.id, second.id);
async function rowNow() {
  const { threats } = await organisationCatalogue(reader());
  return threats.find(({ id }) => id === "mitm")?.strengths.find((row) => row.mechanism === "tls");
}

test("a strength is the organisation's own from the second signature on, with its basis, and formula and past know it", async () => {
  const [product, formula] = [await rowNow(), await currentFormula(reader())];
  const before = await databaseNow(reader());
  expect(await set(0, 1)).toBe(true);
  expect(await rowNow()).toMatchObject({
    strength: 1,
    basis: "this organisation: Our own penetration test of 2026.",
    condition: product?.condition,
  });
  expect((await currentFormula(reader())).catalogueHash).not.toBe(formula.catalogueHash);
  const then = await organisationCatalogueAt(reader(), before);
  expect(then.threats.find(({ id }) => id === "mitm")?.strengths).toContainEqual(product);

  expect(await set(1, null)).toBe(true);
  expect(await rowNow()).toEqual(product);
  expect(await currentFormula(reader())).toEqual(formula);
});

test("what is not rated, what stands already and what somebody changed meanwhile is refused", async () => {
  const send = (over: object) =>
    call(
      "catalogue.set-strength",
      { ...TLS, version: 2, strength: 1, basis: "Because of our test.", ...over },
      as(lead.id),
    );
  expect(await send({ mechanism: "training" })).toMatchObject({ error: { code: "not-found" } });
  expect(await send({ version: 1 })).toMatchObject({ error: { code: "stale" } });
  expect(await send({ strength: null })).toMatchObject({ error: { code: "refused" } });
  expect(await send({ strength: 4 })).toMatchObject({ error: { code: "invalid-input" } });
  expect(await send({ basis: "Short." })).toMatchObject({ error: { code: "invalid-input" } });
});
