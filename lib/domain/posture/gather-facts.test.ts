import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseModelCatalogue } from "@/lib/formats/model-catalogue/parse-catalogue";
import type { Component, Control, Flow, LossScenarioElement, Zone } from "../architecture/element";
import { emptyModel, type SystemModel } from "../architecture/system-model";
import type { Item } from "../checklists/item";
import type { ItemText } from "../checklists/item-text";
import type { ElementId, ItemId, Sha256Hex, SystemId, UserId, UtcDate } from "../kernel/ids";
import { addDays } from "../kernel/utc-date";
import { lossPerYearMean, UNDEFENDED } from "../roi/expected-loss";
import type { Bands } from "../threats/bands";
import { compileRules } from "../threats/compile-rules";
import { deriveFindings } from "../threats/derive-findings";
import { NO_SWITCHES } from "./facts";
import { gatherFacts } from "./gather-facts";
import { postureView } from "./posture-view";

const textOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../catalogue/${name}.yaml`, import.meta.url)), "utf8");
const parsed = parseModelCatalogue(
  { threats: textOf("threats"), mechanisms: textOf("mechanisms"), rules: textOf("rules") },
  "hash",
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const catalogue = parsed.value;
const rules = compileRules(catalogue);

const systemId = "00000000-0000-7000-8000-000000000001" as SystemId;
const ana = "00000000-0000-7000-8000-00000000000a" as UserId;
const id = (name: string) => name as ElementId;
const base = { number: 1, version: 1, origin: null, stated: {}, properties: {} };
const zone = (name: string, trust: Zone["trust"], number: number): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(name),
  name,
  number,
  trust,
  coordination: "weak",
});
const component = (name: string, zoneId: string, number: number): Component => ({
  ...base,
  kind: "component",
  id: id(name),
  name,
  number,
  zoneId: id(zoneId),
  properties: { kind: "service" },
});
const wire: Flow = {
  ...base,
  kind: "flow",
  id: id("wire"),
  name: "",
  sourceId: id("browser"),
  targetId: id("gateway"),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties: { publicNetwork: true, changesState: true, dataClasses: ["payment"] },
};
const tls: Control = {
  kind: "control",
  id: id("tls"),
  number: 1,
  version: 1,
  name: "TLS",
  origin: null,
  mechanism: "tls",
  standing: "in-place",
  scope: [wire.id],
  ownerId: null,
  tool: "",
  note: "",
  oneOffAmount: null,
  perYearAmount: null,
  latency: null,
  meetsConditionFor: [],
};
const drawn: SystemModel = {
  ...emptyModel(systemId, "Shop"),
  zones: [zone("outside", 0, 1), zone("edge", 1, 2)],
  components: [component("browser", "outside", 1), component("gateway", "edge", 2)],
  flows: [wire],
};

const VALID_DAYS = 90;
const effectiveOn = "2026-03-01" as UtcDate;
const lastDay = addDays(effectiveOn, VALID_DAYS - 1);
const expiresOn = addDays(effectiveOn, VALID_DAYS);
const item = (more: Partial<Item> = {}): Item => {
  const text: ItemText = {
    key: "tls-on-every-flow",
    phase: "deployment",
    group: "Network",
    title: "Prove TLS",
    must: true,
    why: "",
    how: "",
    proofAccepts: "",
    evidenceValidDays: VALID_DAYS,
    appliesTo: "all",
    dataClasses: [],
    goals: [],
    threats: [],
    mechanisms: ["tls"],
    proves: ["tls"],
    refs: {},
    tags: [],
    seed: true,
  };
  return {
    id: "00000000-0000-7000-8000-0000000000f1" as ItemId,
    systemId,
    templateId: null,
    phase: "deployment",
    ordinal: 1,
    position: 1,
    text,
    textHash: "0".repeat(64) as Sha256Hex,
    questionHash: "0".repeat(64) as Sha256Hex,
    status: "done",
    notApplicableReason: null,
    ownerId: null,
    due: null,
    answeredOn: effectiveOn,
    // Said before anything was proven, and lapsed long ago.
    attestedOn: "2025-01-01" as UtcDate,
    attestedBy: ana,
    version: 1,
    retired: false,
    proofs: [{ effectiveOn, covers: null }],
    exception: null,
    comments: 0,
    ...more,
  };
};

const BANDS: Bands = {
  likelihood: { from: [1, 2, 3, 4], names: ["a", "b", "c", "d", "e"], typical: [1, 2, 3, 4, 5] },
  impact: { from: [1, 2, 3, 4], names: ["a", "b", "c", "d", "e"], typical: [1, 2, 3, 4, 5] },
  level: { from: [1, 2, 3, 4], names: ["a", "b", "c", "d", "e"] },
};
const system = { type: "microservices", dataClasses: ["payment"] } as const;
const factsOn = (today: UtcDate, model: SystemModel, items: readonly Item[]) => {
  const derivation = deriveFindings(model, system, rules);
  return gatherFacts(
    { system, model, derivation, items, exceptions: new Map(), catalogue, bands: BANDS },
    today,
  );
};
const mitmOn = (today: UtcDate, model: SystemModel, items: readonly Item[]) => {
  const view = postureView(factsOn(today, model, items), NO_SWITCHES);
  const scenario = view.scenarios.find(({ threat }) => threat.id === "mitm");
  if (!scenario) throw new Error("a flow from the Internet gives a man in the middle");
  return { scenario, cell: scenario.cells.find(({ mechanism }) => mechanism === "tls") };
};
const withTls = { ...drawn, controls: [tls] };

describe("proof that ages", () => {
  test("counts through its last day and earns nothing from the day on which it expires", () => {
    const bare = mitmOn(lastDay, drawn, [item()]).scenario.residual ?? Number.NaN;
    const proven = mitmOn(lastDay, withTls, [item()]);
    expect(proven.cell).toMatchObject({ state: "proven" });
    expect(proven.scenario.residual).toBeLessThan(bare);
    const expired = mitmOn(expiresOn, withTls, [item()]);
    expect(expired.cell).toMatchObject({ state: "gap", proven: 0 });
    expect(expired.scenario.residual).toBe(bare);
  });
  test("tells in advance the day on which the control falls", () => {
    expect(factsOn(lastDay, withTls, [item()]).controls[0]).toMatchObject({
      proof: "proven",
      proofFallsOn: expiresOn,
    });
  });
  test("is missing where no item proves the mechanism: unknown, and nothing is earned", () => {
    const { cell, scenario } = mitmOn(lastDay, withTls, []);
    expect(cell).toMatchObject({ state: "unknown" });
    expect(scenario.residual).toBe(mitmOn(lastDay, drawn, []).scenario.residual);
  });
  test("that covers another element earns nothing here", () => {
    const elsewhere = item({ proofs: [{ effectiveOn, covers: [id("another-wire")] }] });
    expect(mitmOn(lastDay, withTls, [elsewhere]).cell).toMatchObject({ proven: 0 });
    const here = item({ proofs: [{ effectiveOn, covers: [wire.id] }] });
    expect(mitmOn(lastDay, withTls, [here]).cell).toMatchObject({ state: "proven" });
  });
  test("of a retired control is worth nothing at once", () => {
    const retired = { ...drawn, controls: [{ ...tls, standing: "retired" as const }] };
    expect(mitmOn(lastDay, retired, [item()]).scenario.residual).toBe(
      mitmOn(lastDay, drawn, [item()]).scenario.residual,
    );
  });
});

describe("what is gathered from the drawing", () => {
  test("a threat costs what the team says, else what the catalogue starts with", () => {
    const lossOf = (model: SystemModel) =>
      factsOn(lastDay, model, []).losses.find(({ threat }) => threat === "mitm");
    const own: LossScenarioElement = {
      kind: "loss-scenario",
      id: id("mitm-loss"),
      number: 1,
      version: 1,
      name: "Man in the middle",
      origin: null,
      threat: "mitm",
      ratePerYear: { kind: "constant", p5: 0.25, p50: 0.25, p95: 0.25 },
      lossAmount: { kind: "constant", p5: 9_000, p50: 9_000, p95: 9_000 },
      secondary: null,
      basis: "two incidents in eight years",
    };
    expect(lossOf(drawn)).toMatchObject({ source: "catalogue" });
    const loss = lossOf({ ...drawn, lossScenarios: [own] });
    expect(loss?.source).toBe("own");
    expect(loss && lossPerYearMean(loss.scenario, UNDEFENDED)).toBeCloseTo(2_250, 9);
  });
  test("a flow whose sender does not wait is known as such; one of which nobody said so is waited for", () => {
    const waits = (properties: Flow["properties"]) =>
      factsOn(lastDay, { ...drawn, flows: [{ ...wire, properties }] }, []).flows[0]?.asynchronous;
    expect(waits({ asynchronous: true })).toBe(true);
    expect(waits({ asynchronous: false })).toBe(false);
    expect(waits({})).toBe(false);
  });
});

describe("a protection that somebody only states", () => {
  const stated: SystemModel = {
    ...drawn,
    flows: [
      {
        ...wire,
        properties: { ...wire.properties, encryption: "tls" },
        stated: { encryption: { by: ana, on: effectiveOn } },
      },
    ],
  };
  test("silences no finding, and counts as claimed until it lapses with the validity of the proof", () => {
    const findings = (model: SystemModel) =>
      factsOn(lastDay, model, [item()]).findings.map((finding) => finding.id);
    expect(findings(stated)).toEqual(findings(drawn));
    expect(mitmOn(lastDay, stated, [item()]).cell).toMatchObject({ state: "claimed" });
    expect(mitmOn(expiresOn, stated, [item()]).cell).toMatchObject({ state: "gap" });
  });
  test("earns half of what proof earns", () => {
    const open = mitmOn(lastDay, drawn, [item()]).scenario.residual ?? 0;
    const left = (model: SystemModel) => open - (mitmOn(lastDay, model, [item()]).scenario.residual ?? 0);
    expect(left(stated)).toBeGreaterThan(0);
    expect(left(stated)).toBeCloseTo(left(withTls) / 2, 12);
  });
});

test("a flow without a name is called by its two ends in what is found on it", () => {
  const { findings } = deriveFindings(drawn, system, rules);
  const about = findings.filter(({ element }) => element.id === wire.id).map(({ text }) => text);
  expect(about.some((text) => text.includes("browser → gateway"))).toBe(true);
});
test("facts say of an exception when it ends, not who granted it or why", () => {
  const derivation = deriveFindings(drawn, system, rules);
  const [first] = derivation.findings;
  const exception = {
    number: 4,
    kind: "accept" as const,
    expiresOn,
    reason: "Secret",
    owner: { name: "Ana" },
  };
  const exceptions = new Map([[first?.id ?? "", exception]]);
  const facts = gatherFacts(
    { system, model: drawn, derivation, items: [], exceptions, catalogue, bands: BANDS },
    lastDay,
  );
  expect(facts.findings[0]?.exception).toEqual({ number: 4, kind: "accept", expiresOn });
});
