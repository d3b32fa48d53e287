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
  test("shows in a cell nothing of what two people called not applicable", () => {
    const exception = { number: 1, kind: "not-applicable", expiresOn: facts().asOf } as const;
    const controls = [control("ct1", tls, ["f2"])];
    const mixed = { controls, findings: [finding("f1", { exception }), finding("f2")] };
    expect(cellOf("tls", mixed)).toMatchObject({ state: "proven", proven: 1, total: 1 });
    const all = { controls, findings: [finding("f1", { exception })] };
    expect(cellOf("tls", all)).toMatchObject({ state: "not-applicable", proven: 0, total: 0 });
  });
  test("counts an element once, however many rules found the threat on it, at its weakest", () => {
    const findings = [finding("f1"), finding("f1", { id: "q@f1", ruleId: "q", answeredBy: ["tls"] })];
    const controls = [control("ct1", tls, ["f1"])];
    expect(cellOf("tls", { findings, controls })).toMatchObject({ state: "proven", proven: 1, total: 1 });
    expect(cellOf("mtls", { findings, controls })).toMatchObject({ state: "gap", total: 1 });
  });
  test("credits a row that names a condition only to a control that states it", () => {
    const strengths = [row("tls", { condition: "pinned" })];
    const judged = (meetsConditionFor: readonly string[]) =>
      assessed({
        threats: [{ ...mitm, strengths }],
        controls: [control("ct1", tls, ["f1", "f2"], { meetsConditionFor })],
      });
    expect(judged([])).toMatchObject({ residual: 1, gaps: 2 });
    expect(judged(["mitm"]).residual).toBeCloseTo(0.1, 12);
  });
  test("credits the stronger variant of a row only to a control that states its condition", () => {
    const strengths = [
      row("mtls", { strength: 1, stronger: { strength: 3, condition: "pinned", basis: "assumption" } }),
    ];
    const residual = (meetsConditionFor: readonly string[]) =>
      assessed({
        threats: [{ ...mitm, strengths }],
        controls: [control("ct1", mtls, ["f1", "f2"], { meetsConditionFor })],
      }).residual;
    expect(residual([])).toBeCloseTo(1 - 0.3, 12);
    expect(residual(["mitm"])).toBeCloseTo(1 - 0.9, 12);
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
  test("names what was stated on a zone itself, which covers the zone", () => {
    const [opened] =
      why("tls", {
        zones: [{ id: id("inside"), number: 1, name: "Inside" }],
        findings: [finding("inside", { element: { kind: "zone", id: id("inside") } })],
        claims: [{ mechanism: "tls", elementId: id("inside"), holds: true }],
      })?.elements ?? [];
    expect(opened).toMatchObject({ state: "claimed", reason: "control", credit: expect.closeTo(0.45, 12) });
    expect(opened?.claims).toEqual([{ elementId: "inside", holds: true }]);
  });
  test("names a control on the whole system, and says which of its conditions nobody stated", () => {
    const strengths = [row("tls", { condition: "pinned" })];
    const opened = (meetsConditionFor: readonly string[]) =>
      why("tls", {
        threats: [{ ...mitm, strengths }],
        controls: [control("ct1", tls, ["whole"], { meetsConditionFor })],
      })?.elements[0];
    expect(opened([])).toMatchObject({
      state: "gap",
      controls: [{ places: ["whole"], lacksCondition: true }],
    });
    expect(opened(["mitm"])).toMatchObject({ state: "proven", controls: [{ lacksCondition: false }] });
  });
  test("says that two people called it not applicable, whatever protects it", () => {
    const exception = { number: 1, kind: "not-applicable", expiresOn: facts().asOf } as const;
    const opened = why("tls", {
      findings: [finding("f1", { exception })],
      controls: [control("ct1", tls, ["f1"])],
    });
    expect(opened?.elements[0]).toMatchObject({ state: "not-applicable", reason: "set-not-applicable" });
  });
  test("calls a mechanism outdone by an equal one of its layer, but not by one that does something else", () => {
    const equal = { ...mitm, strengths: [row("tls"), row("mtls"), row("watch", { function: "detect" })] };
    const controls = [
      control("ct1", tls, ["f1"]),
      control("ct2", mtls, ["f1"]),
      control("ct3", watch, ["f1"]),
    ];
    const outdone = (name: string) => why(name, { threats: [equal], controls })?.elements[0]?.outdoneBy;
    expect(outdone("tls")).toBe("mtls");
    expect(outdone("mtls")).toBe("tls");
    expect(outdone("watch")).toBeNull();
  });
  test("is nothing where there is no such row or column", () => {
    expect(why("unheard-of")).toBeNull();
    expect(explainCell(system(), NO_SWITCHES, "unheard-of", "tls")).toBeNull();
  });
});
