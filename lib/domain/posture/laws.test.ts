import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StrengthRow } from "../catalogue/threat";
import { STATES } from "../checklists/vocabulary";
import { STANDINGS } from "../controls/vocabulary";
import { CONTROL_FUNCTIONS, LAYERS, STRENGTHS } from "../threats/vocabulary";
import { assessMoney } from "./assess-money";
import { assessThreats } from "./assess-threats";
import { coverageOf } from "./coverage";
import {
  type ControlFact,
  type FindingFact,
  type MechanismFact,
  NO_SWITCHES,
  type PostureFacts,
  type Switches,
  type ThreatFact,
} from "./facts";
import { postureView } from "./posture-view";
import { parseSwitches, printSwitches } from "./switches";
import { control, facts, flow, id, loss, mechanism, path } from "./testdata/facts";

const MECHANISMS = ["m1", "m2", "m3"];
const THREATS = ["t1", "t2"];
const COMPONENTS = ["c1", "c2", "c3"];
/** From, to. */
const ENDS = [
  ["c1", "c2"],
  ["c1", "c3"],
  ["c2", "c3"],
  ["c3", "c1"],
] as const;
const FLOWS = ENDS.map((_, place) => `f${place + 1}`);
const PLACES = { flow: FLOWS, component: COMPONENTS, zone: ["z1", "z2"], path: ["p1"], system: ["whole"] };

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const anyMechanism = (name: string): fc.Arbitrary<MechanismFact> =>
  fc
    .record({
      layer: fc.constantFrom(...LAYERS),
      appliesTo: fc.constantFrom(
        ["flow"] as const,
        ["component"] as const,
        ["flow", "system"] as const,
        ["flow", "component", "system"] as const,
      ),
      worksAtSender: fc.boolean(),
      requires: some(MECHANISMS.filter((one) => one !== name)),
      requiresAny: some(MECHANISMS.filter((one) => one !== name)),
    })
    .map((drawn) => mechanism(name, { ...drawn, requires: drawn.requires.slice(0, 1) }));
const anyRow: fc.Arbitrary<StrengthRow> = fc.record({
  mechanism: fc.constantFrom(...MECHANISMS),
  function: fc.constantFrom("prevent", ...CONTROL_FUNCTIONS),
  strength: fc.constantFrom(3, ...STRENGTHS),
  basis: fc.constant(""),
  condition: fc.constantFrom(null, null, "only then"),
  stronger: fc.constantFrom(null, { strength: 3 as const, condition: "better", basis: "" }),
});
const anyThreat = (name: string): fc.Arbitrary<ThreatFact> =>
  fc.array(anyRow, { minLength: 2, maxLength: 6 }).map((strengths) => ({
    id: name,
    name,
    stride: ["T"],
    goals: ["integrity"],
    layer: "network",
    strengths,
  }));
const anyFinding: fc.Arbitrary<FindingFact> = fc
  .constantFrom("flow", "component", "zone", "path", "system")
  .chain((kind) =>
    fc.record({
      threat: fc.constantFrom(...THREATS),
      element: fc.constantFrom(...PLACES[kind]).map((name) => ({ kind, id: id(name) })),
      likelihood: fc.integer({ min: 1, max: 5 }),
      answeredBy: fc.oneof(fc.constant(MECHANISMS), some(MECHANISMS)),
      exception: fc.constantFrom(
        null,
        { number: 1, kind: "accept" as const, expiresOn: facts().asOf },
        { number: 2, kind: "not-applicable" as const, expiresOn: facts().asOf },
      ),
    }),
  )
  .map((drawn) => ({ ...drawn, id: `r@${drawn.element.id}`, ruleId: "r", stride: "T" }));
const anyControl = (number: number, among: readonly MechanismFact[]): fc.Arbitrary<ControlFact> =>
  fc.constantFrom(...among).chain((of) => {
    const places = of.appliesTo.flatMap((kind) => PLACES[kind]);
    const states = fc.constantFrom(...STATES.filter((state) => state !== "not-applicable"));
    return fc
      .record({
        scope: fc.subarray(places, { minLength: 1 }),
        standing: fc.constantFrom("in-place" as const, ...STANDINGS),
        proof: fc.oneof(fc.constantFrom("proven" as const, "claimed" as const), states),
        proofOn: fc.dictionary(fc.constantFrom(...places), states, { maxKeys: 2 }),
        meetsConditionFor: some(THREATS),
      })
      .map(({ scope, ...more }) =>
        control(`ct${number}`, of, scope, { ...more, number } as Partial<ControlFact>),
      );
  });

/** A system of any shape, and one more control for it. */
const anySystem = fc
  .tuple(...MECHANISMS.map(anyMechanism))
  .chain((mechanisms) =>
    fc.record({
      mechanisms: fc.constant(mechanisms),
      threats: fc.tuple(...THREATS.map(anyThreat)),
      findings: fc.array(anyFinding, { minLength: 3, maxLength: 10 }),
      controls: fc.tuple(...[1, 2, 3, 4].map((number) => anyControl(number, mechanisms))),
      claims: fc.array(
        fc.record({
          mechanism: fc.constantFrom(...MECHANISMS),
          elementId: fc.constantFrom(...FLOWS, ...COMPONENTS).map(id),
          holds: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      another: anyControl(9, mechanisms),
    }),
  )
  .map(({ another, ...drawn }) => ({
    another,
    system: facts({
      ...drawn,
      zones: PLACES.zone.map((name, place) => ({ id: id(name), name, number: place + 1 })),
      components: COMPONENTS.map((name, place) => ({
        id: id(name),
        name,
        number: place + 1,
        zoneId: id(place < 2 ? "z1" : "z2"),
      })),
      flows: ENDS.map(([sourceId, targetId], place) =>
        flow(`f${place + 1}`, { sourceId: id(sourceId), targetId: id(targetId) }),
      ),
      paths: [path("p1", ["f1", "f3"])],
      losses: THREATS.map((threat) =>
        loss(threat, { kind: "constant", p50: 2 }, { kind: "constant", p50: 1_000 }),
      ),
    }),
  }));

const residualsOf = (system: PostureFacts, switches: Switches = NO_SWITCHES) => {
  const coverage = coverageOf(system, switches);
  const { scenarios } = assessThreats(system, coverage);
  const money = assessMoney(system, scenarios, coverage);
  return { byThreat: scenarios.map(({ residual, lossReduction }) => ({ residual, lossReduction })), money };
};

function expectNoWorse(before: ReturnType<typeof residualsOf>, after: ReturnType<typeof residualsOf>) {
  for (const [place, { residual, lossReduction }] of before.byThreat.entries()) {
    const now = after.byThreat[place];
    if (residual === null) continue;
    expect(now?.residual ?? 1).toBeLessThanOrEqual(residual + 1e-12);
    expect(now?.lossReduction ?? 0).toBeGreaterThanOrEqual(lossReduction - 1e-12);
  }
  expect(after.money.residualPerYear).toBeLessThanOrEqual(before.money.residualPerYear + 1e-9);
  expect(after.money.inherentPerYear).toBe(before.money.inherentPerYear);
}

describe("laws of the posture", { timeout: 30_000 }, () => {
  test("adding any control, on any elements, never raises a residual or an expected loss", () => {
    fc.assert(
      fc.property(anySystem, ({ system, another }) => {
        const more = { ...system, controls: [...system.controls, another] };
        expectNoWorse(residualsOf(system), residualsOf(more));
      }),
      { numRuns: 600 },
    );
  });
  test("an idea of a what-if never raises them either", () => {
    fc.assert(
      fc.property(anySystem, ({ system, another: { mechanism: of, scope } }) => {
        const switches = { ...NO_SWITCHES, added: [{ mechanism: of, scope }] };
        expectNoWorse(residualsOf(system), residualsOf(system, switches));
      }),
    );
  });
  test("taking a planned control as in place never raises them; switching one off never lowers them", () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        const [first] = system.controls;
        if (!first || first.standing === "retired") return;
        const on = first.standing !== "in-place";
        const switched = residualsOf(system, {
          off: on ? [] : [first.id],
          on: on ? [first.id] : [],
          added: [],
        });
        const standing = residualsOf(system);
        if (on) expectNoWorse(standing, switched);
        else expectNoWorse(switched, standing);
      }),
      { numRuns: 300 },
    );
  });
  test("a residual lies within 2 % and 1, and is 1 where nothing is proven or claimed", () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        for (const { residual, lossReduction } of postureView(system, NO_SWITCHES).scenarios) {
          expect(residual ?? 1).toBeGreaterThanOrEqual(0.02);
          expect(residual ?? 1).toBeLessThanOrEqual(1 + 1e-12);
          expect(lossReduction).toBeGreaterThanOrEqual(0);
          expect(lossReduction).toBeLessThanOrEqual(0.7 + 1e-12);
        }
        const nothing = {
          ...system,
          claims: [],
          controls: system.controls.map((one) => ({ ...one, proof: "gap" as const, proofOn: {} })),
        };
        for (const { residual } of postureView(nothing, NO_SWITCHES).scenarios)
          expect(residual ?? 1).toBeCloseTo(1, 12);
      }),
    );
  });
  test("a control that nothing rates, takes no time and costs nothing changes no number to the last bit", () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        const idle = mechanism("idle");
        const before = { ...system, mechanisms: [...system.mechanisms, idle] };
        const after = { ...before, controls: [...before.controls, control("ct8", idle, ["whole", "f1"])] };
        const numbers = (of: PostureFacts) => {
          const { columns: _columns, scenarios, ...rest } = postureView(of, NO_SWITCHES);
          return JSON.stringify({
            ...rest,
            scenarios: scenarios.map(({ cells, ...scenario }) => ({
              ...scenario,
              cells: cells.filter((cell) => cell.mechanism !== "idle"),
            })),
          });
        };
        expect(numbers(after)).toBe(numbers(before));
      }),
    );
  });
  test("facts that have been sent as JSON give the same view to the last byte", () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        const sent = JSON.parse(JSON.stringify(system)) as PostureFacts;
        expect(JSON.stringify(postureView(sent, NO_SWITCHES))).toBe(
          JSON.stringify(postureView(system, NO_SWITCHES)),
        );
      }),
    );
  });
  test("a what-if that is printed into an address is read back as itself", () => {
    const anySwitches = (system: PostureFacts) => {
      const ids = (inPlace: boolean) =>
        system.controls
          .filter(({ standing }) => standing !== "retired" && (standing === "in-place") === inPlace)
          .map((one) => one.id);
      const idea = fc.constantFrom(...system.mechanisms).chain((of) =>
        fc
          .subarray(
            of.appliesTo.flatMap((kind) => PLACES[kind]),
            { minLength: 1 },
          )
          .map((scope) => ({ mechanism: of.id, scope: scope.map(id).toSorted() })),
      );
      return fc.record({
        off: some(ids(true)),
        on: some(ids(false)),
        added: fc.array(idea, { maxLength: 4 }),
      });
    };
    fc.assert(
      fc.property(
        anySystem.chain(({ system }) => fc.tuple(fc.constant(system), anySwitches(system))),
        ([system, switches]) => {
          const params = new URLSearchParams(printSwitches(switches, system).map(([a, b]) => [a, b]));
          const again = new URLSearchParams(params.toString());
          expect(parseSwitches((name) => again.getAll(name), system)).toEqual(switches);
        },
      ),
    );
  });
});
