import { expect, test } from "vitest";
import { compareThreats } from "./compare-threats";
import { type FindingFact, NO_SWITCHES, type PostureFacts, type ThreatFact } from "./facts";
import { postureView } from "./posture-view";
import { control, facts, flow, id, loss, mechanism } from "./testdata/facts";

const tls = mechanism("tls");
const threat = (name: string): ThreatFact => ({
  id: name,
  name,
  stride: ["T"],
  goals: ["confidentiality"],
  layer: "network",
  strengths: [
    { mechanism: "tls", function: "prevent", strength: 3, basis: "", condition: null, stronger: null },
  ],
});
const finding = (of: string, element: string): FindingFact => ({
  id: `r@${element}`,
  ruleId: "r",
  threat: of,
  element: { kind: "flow", id: id(element) },
  stride: "T",
  likelihood: 3,
  answeredBy: ["tls"],
  exception: null,
});
const constant = (p50: number) => ({ kind: "constant" as const, p50 });
const at = (more: Partial<PostureFacts> = {}) => {
  const all = facts({
    threats: [threat("mitm"), threat("leak")],
    mechanisms: [tls],
    flows: [flow("f1"), flow("f2")],
    findings: [finding("mitm", "f1"), finding("leak", "f2")],
    losses: [loss("mitm", constant(2), constant(1_000)), loss("leak", constant(1), constant(10))],
    ...more,
  });
  return { view: postureView(all, NO_SWITCHES), facts: all };
};

test("what stayed the same is left out", () => {
  expect(compareThreats(at(), at())).toEqual([]);
});

test("a control that came shows in cell, rate and money, and only where it stands", () => {
  const now = at({ controls: [control("ct1", tls, ["f1"])] });
  const [mitm, ...others] = compareThreats(at(), now);
  expect(others).toEqual([]);
  expect(mitm).toMatchObject({
    id: "mitm",
    before: { residual: 1, gaps: 1, residualPerYear: 2_000 },
    after: { gaps: 0 },
    cells: [{ mechanism: "tls", before: "gap", after: "proven" }],
    appeared: [],
    gone: [],
  });
  expect(mitm?.after?.residual).toBeCloseTo(0.1);
});

test("threats and findings that came and went are named, the dearest first", () => {
  const then = at({ threats: [threat("leak")], findings: [finding("leak", "f2")], losses: [] });
  const now = at({ findings: [finding("mitm", "f1"), finding("leak", "f1")] });
  const compared = compareThreats(then, now);
  expect(compared.map((one) => [one.id, one.before === null, one.appeared, one.gone])).toEqual([
    ["mitm", true, ["r@f1"], []],
    ["leak", false, ["r@f1"], ["r@f2"]],
  ]);
  expect(compareThreats(now, then)[0]).toMatchObject({ id: "mitm", after: null, cells: [] });
});
