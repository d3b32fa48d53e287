import { describe, expect, test } from "vitest";
import type { StrengthRow } from "../catalogue/threat";
import { assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import { explainCell } from "./explain-cell";
import { type FindingFact, NO_SWITCHES, type PostureFacts, type ThreatFact } from "./facts";
import { control, facts, flow, id, mechanism } from "./testdata/facts";

const tls = mechanism("tls");
const mtls = mechanism("mtls");
const watch = mechanism("watch", { layer: "operations" });
const unrated = mechanism("unrated");
const idle = mechanism("idle");
const row = (name: string, more: Partial<StrengthRow> = {}): StrengthRow => ({
  mechanism: name,
  function: "prevent",
  strength: 3,
  basis: "assumption",
  condition: null,
  stronger: null,
  ...more,
});
const mitm: ThreatFact = {
  id: "mitm",
  name: "Man in the middle",
  stride: ["T"],
  goals: ["confidentiality"],
  layer: "network",
  strengths: [
    row("tls"),
    row("mtls", { strength: 2 }),
    row("watch", { function: "detect", strength: 2 }),
    row("idle", { strength: 0 }),
  ],
};
const finding = (element: string, more: Partial<FindingFact> = {}): FindingFact => ({
  id: `r@${element}`,
  ruleId: "r",
  threat: "mitm",
  element: { kind: "flow", id: id(element) },
  stride: "T",
  likelihood: 3,
  answeredBy: ["tls", "mtls"],
  exception: null,
  ...more,
});
const system = (more: Partial<PostureFacts> = {}) =>
  facts({
    threats: [mitm],
    mechanisms: [tls, mtls, watch, unrated, idle],
    flows: [flow("f1"), flow("f2", { targetId: id("other") })],
    findings: [finding("f1"), finding("f2")],
    ...more,
  });
const assessed = (more: Partial<PostureFacts> = {}) => {
  const of = system(more);
  const [scenario] = assessThreats(of, coverageOf(of, NO_SWITCHES)).scenarios;
  if (!scenario) throw new Error("the threat has findings");
  return scenario;
};
const cellOf = (name: string, more: Partial<PostureFacts> = {}) =>
  assessed(more).cells.find(({ mechanism: of }) => of === name);

describe("the threat matrix", () => {
  test("without any control shows a gap in every rated cell: an empty list is uncovered", () => {
    expect(cellOf("tls")).toMatchObject({ state: "gap", proven: 0, total: 2 });
    expect(assessed()).toMatchObject({ residual: 1, gaps: 2, lossReduction: 0 });
  });
  test("shows what nobody has rated as unknown and what has no effect as not applicable", () => {
    const controls = [control("ct1", unrated, ["f1"]), control("ct2", idle, ["f1"])];
    expect(cellOf("unrated", { controls })).toMatchObject({ state: "unknown", strength: null });
    expect(cellOf("idle", { controls })).toMatchObject({ state: "not-applicable", total: 0 });
    expect(assessed({ controls }).residual).toBe(1);
  });
  test("shows the weakest element and how many are proven", () => {
    const controls = [control("ct1", tls, ["f1"])];
    expect(cellOf("tls", { controls })).toMatchObject({ state: "gap", proven: 1, total: 2 });
    expect(assessed({ controls }).residual).toBeCloseTo((0.1 + 1) / 2, 12);
  });
  test("lets a control earn nothing on an element that its scope misses", () => {
    const [first, second] = assessed({ controls: [control("ct1", tls, ["f1"])] }).findings;
    expect(first).toMatchObject({ residual: expect.closeTo(0.1, 12), open: false });
    expect(second).toMatchObject({ residual: 1, open: true });
  });
  test("takes credit away at once from what is retired, and from what is not in place yet", () => {
    for (const standing of ["retired", "planned", "proposed"] as const)
      expect(assessed({ controls: [control("ct1", tls, ["f1", "f2"], { standing })] }).residual).toBe(1);
  });
  test("counts in one layer only the largest credit, and one control once for every threat that it answers", () => {
    const both = [control("ct1", tls, ["f1", "f2"]), control("ct2", mtls, ["f1", "f2"])];
    expect(assessed({ controls: both }).residual).toBeCloseTo(0.1, 12);
  });
  test("lets detection reduce the loss, not the rate, and leaves the finding open", () => {
    const watched = assessed({ controls: [control("ct1", watch, ["f1", "f2"])] });
    expect(watched).toMatchObject({ residual: 1, gaps: 2, lossReduction: expect.closeTo(0.6, 12) });
  });
  test("leaves out what two people called not applicable, and keeps at risk what they left open", () => {
    const exception = (kind: "accept" | "not-applicable") => ({ number: 1, kind, expiresOn: facts().asOf });
    const findings = [finding("f1", { exception: exception("not-applicable") }), finding("f2")];
    const controls = [control("ct1", tls, ["f2"])];
    expect(assessed({ findings, controls }).residual).toBeCloseTo(0.1, 12);
    const accepted = assessed({ findings: [finding("f1", { exception: exception("accept") })] });
    expect(accepted).toMatchObject({ residual: 1, gaps: 0 });
    const none = assessed({ findings: [finding("f1", { exception: exception("not-applicable") })] });
    expect(none.residual).toBeNull();
  });
  test("has a column for each mechanism that stands on the system, ideas included", () => {
    const of = system({ mechanisms: [tls, unrated, idle], threats: [{ ...mitm, strengths: [row("tls")] }] });
    const columns = (added: readonly { mechanism: string; scope: readonly ReturnType<typeof id>[] }[]) =>
      assessThreats(of, coverageOf(of, { ...NO_SWITCHES, added })).mechanisms;
    expect(columns([])).toEqual(["tls"]);
    expect(columns([{ mechanism: "unrated", scope: [id("f1")] }])).toEqual(["tls", "unrated"]);
  });
});

describe("why a cell is as it is", () => {
  const why = (name: string, more: Partial<PostureFacts> = {}) =>
    explainCell(system(more), NO_SWITCHES, "mitm", name);
  test("names for each element the control that covers it, and what the layer makes of it", () => {
    const controls = [control("ct1", tls, ["f1"]), control("ct2", mtls, ["f1", "f2"])];
    const [first, second] = why("mtls", { controls })?.elements ?? [];
    expect(first).toMatchObject({ state: "proven", outdoneBy: "tls", credit: expect.closeTo(0.6, 12) });
    expect(first?.controls[0]?.control.id).toBe("ct2");
    expect(second).toMatchObject({ state: "proven", outdoneBy: null });
    expect(why("tls", { controls })?.elements[1]).toMatchObject({ state: "gap", reason: "no-control" });
  });
  test("agrees with its cell", () => {
    const controls = [control("ct1", tls, ["f1"])];
    const opened = why("tls", { controls });
    expect(opened?.elements.map(({ state }) => state)).toEqual(["proven", "gap"]);
    expect(opened?.cell).toMatchObject({ state: "gap", proven: 1, total: 2 });
  });
  test("is nothing where there is no such row or column", () => {
    expect(why("unheard-of")).toBeNull();
    expect(explainCell(system(), NO_SWITCHES, "unheard-of", "tls")).toBeNull();
  });
});
