import { describe, expect, test } from "vitest";
import type { StrengthRow, ThreatId } from "../catalogue/threat";
import { assessThreats } from "./assess-threats";
import { assetDossier } from "./asset-dossier";
import { coverageOf } from "./coverage";
import { type FindingFact, NO_SWITCHES, type PostureFacts, type ThreatFact } from "./facts";
import { control, facts, flow, id, loss, mechanism } from "./testdata/facts";

const tls = mechanism("tls");
const signing = mechanism("signing", { layer: "data" });
const watch = mechanism("watch", { layer: "operations" });
const row = (name: string, more: Partial<StrengthRow> = {}): StrengthRow => ({
  mechanism: name,
  function: "prevent",
  strength: 2,
  basis: "assumption",
  condition: null,
  stronger: null,
  ...more,
});
const threat = (name: string): ThreatFact => ({
  id: name,
  name: `The ${name}`,
  stride: ["T"],
  goals: [],
  layer: "network",
  strengths: [row("tls"), row("signing"), row("watch", { function: "detect" })],
});
const finding = (rule: string, of: ThreatId, more: Partial<FindingFact> = {}): FindingFact => ({
  id: `${rule}@f1`,
  ruleId: rule,
  threat: of,
  element: { kind: "flow", id: id("f1") },
  stride: "T",
  likelihood: 3,
  answeredBy: ["tls", "signing"],
  exception: null,
  ...more,
});
const system = (more: Partial<PostureFacts> = {}) =>
  facts({
    threats: [threat("mitm"), threat("leak")],
    mechanisms: [tls, signing, watch],
    flows: [flow("f1"), flow("f2")],
    findings: [finding("r1", "mitm")],
    ...more,
  });
const places = [id("f1"), id("f2")];
const threatsAt = (more: Partial<PostureFacts> = {}) => {
  const [place] = assetDossier(system(more), { places });
  return place?.threats ?? [];
};
const none = { state: null, findings: 0 };
const one = (state: string, findings = 1) => ({ state, findings });
const EMPTY = { network: none, application: none, data: none, operations: none };

describe("what stands between an asset and its threats", () => {
  test("has every place, in order, also one where no threat was found", () => {
    expect(assetDossier(system(), { places }).map(({ id: of, threats }) => [of, threats.length])).toEqual([
      ["f1", 1],
      ["f2", 0],
    ]);
    expect(assetDossier(system(), { places: [] })).toEqual([]);
  });
  test("names layers with proof, with claims and without anything, as far as they prevent", () => {
    const controls = [
      control("c1", tls, ["f1"]),
      control("c2", signing, ["f1"], { proof: "claimed" }),
      control("c3", watch, ["f1"]),
    ];
    expect(threatsAt({ controls })).toMatchObject([
      { layers: { ...EMPTY, network: one("proven"), data: one("claimed") }, open: 0, findings: 1 },
    ]);
    expect(threatsAt()).toMatchObject([{ layers: EMPTY, open: 1, residual: 1 }]);
  });
  test.each(["gap", "planned", "unknown"] as const)("counts nothing that is %s", (proof) => {
    expect(threatsAt({ controls: [control("c1", tls, ["f1"], { proof })] })).toMatchObject([
      { layers: EMPTY },
    ]);
  });
  test("shows of several findings the weakest, and before how many of them a layer stands", () => {
    const findings = [finding("r1", "mitm"), finding("r2", "mitm", { answeredBy: ["signing"] })];
    const controls = [control("c1", tls, ["f1"]), control("c2", signing, ["f1"], { proof: "claimed" })];
    const [before] = threatsAt({ findings, controls });
    expect(before).toMatchObject({
      findings: 2,
      layers: { ...EMPTY, network: one("proven"), data: one("claimed", 2) },
    });
    const of = system({ findings, controls });
    const [scenario] = assessThreats(of, coverageOf(of, NO_SWITCHES)).scenarios;
    expect(before?.residual).toBe(Math.max(...(scenario?.findings.map(({ residual }) => residual) ?? [])));
  });
  test("has the levels of the whole threat, the highest first, and leaves out what is not applicable", () => {
    const exception = (kind: "accept" | "not-applicable") =>
      ({ kind, expiresOn: "2027-01-01" }) as FindingFact["exception"];
    const findings = [
      finding("r1", "mitm"),
      finding("r2", "leak", { exception: exception("accept") }),
      finding("r3", "leak", { exception: exception("not-applicable") }),
    ];
    const losses = [
      loss("mitm", { kind: "constant", p50: 1 }, { kind: "constant", p50: 1 }),
      loss("leak", { kind: "constant", p50: 1 }, { kind: "constant", p50: 9 }),
    ];
    expect(
      threatsAt({ findings, losses }).map(({ threat: { id: of }, ...rest }) => [
        of,
        rest.level,
        rest.findings,
        rest.accepted,
      ]),
    ).toEqual([
      ["leak", 5, 1, 1],
      ["mitm", 2, 1, 0],
    ]);
  });
});
