import { describe, expect, test } from "vitest";
import type { State } from "../checklists/vocabulary";
import { coverageOf } from "./coverage";
import { type FindingFact, NO_SWITCHES, type PostureFacts } from "./facts";
import { control, facts, flow, id, mechanism, path } from "./testdata/facts";

const tls = mechanism("tls", { appliesTo: ["flow", "system"] });
const egress = mechanism("egress", { appliesTo: ["component"], worksAtSender: true });
const everywhere = mechanism("everywhere");
/** browser > gateway > api, and worker > api, in two zones. */
const system = (more: Partial<PostureFacts> = {}) =>
  facts({
    mechanisms: [tls, egress, everywhere],
    zones: [
      { id: id("outside"), number: 1, name: "Outside" },
      { id: id("inside"), number: 2, name: "Inside" },
    ],
    components: [
      { id: id("browser"), number: 1, name: "Browser", zoneId: id("outside") },
      { id: id("gateway"), number: 2, name: "Gateway", zoneId: id("inside") },
      { id: id("api"), number: 3, name: "API", zoneId: id("inside") },
    ],
    flows: [
      flow("f1", { sourceId: id("browser"), targetId: id("gateway") }),
      flow("f2", { sourceId: id("gateway"), targetId: id("api") }),
      flow("f3", { sourceId: id("browser"), targetId: id("api") }),
    ],
    paths: [path("p1", ["f1", "f2"])],
    ...more,
  });
const on = (kind: FindingFact["element"]["kind"], name: string) => ({ kind, id: id(name) });
const stateOn = (
  more: Partial<PostureFacts>,
  element: FindingFact["element"],
  name = "tls",
  conditionFor?: string,
): State | null => coverageOf(system(more), NO_SWITCHES).stateOn(name, element, conditionFor);

describe("which elements a control covers", () => {
  test("a flow: by a control on it, on its receiver, on the whole system, not by one on another flow", () => {
    const covered = (scope: readonly string[], of = everywhere) =>
      stateOn({ controls: [control("ct1", of, scope)] }, on("flow", "f1"), of.id);
    expect(covered(["f1"])).toBe("proven");
    expect(covered(["gateway"])).toBe("proven");
    expect(covered(["whole"])).toBe("proven");
    expect(covered(["browser"])).toBeNull();
    expect(covered(["f2"])).toBeNull();
  });
  test("a flow by its sender only where the mechanism works there", () => {
    const controls = [control("ct1", egress, ["browser"])];
    expect(stateOn({ controls }, on("flow", "f1"), "egress")).toBe("proven");
    expect(stateOn({ controls }, on("flow", "f2"), "egress")).toBeNull();
  });
  test("a component, of a mechanism that stands on flows only, when all flows into it are covered", () => {
    const controls = (scope: readonly string[]) => [control("ct1", tls, scope)];
    expect(stateOn({ controls: controls(["f2", "f3"]) }, on("component", "api"))).toBe("proven");
    expect(stateOn({ controls: controls(["f2"]) }, on("component", "api"))).toBeNull();
  });
  test("a component keeps what its flows give it when a weaker control is put on the whole system", () => {
    const flows = control("ct1", tls, ["f2", "f3"]);
    for (const weaker of [
      control("ct2", tls, ["whole"], { standing: "planned" }),
      control("ct2", tls, ["whole"], { proof: "gap" }),
    ])
      expect(stateOn({ controls: [flows, weaker] }, on("component", "api"))).toBe("proven");
  });
  test("a zone and a path are as weak as their weakest part, and bare when one part is", () => {
    const first = control("ct1", everywhere, ["gateway"]);
    const second = control("ct2", everywhere, ["api"], { proof: "claimed" });
    expect(stateOn({ controls: [first] }, on("zone", "inside"), "everywhere")).toBeNull();
    expect(stateOn({ controls: [first, second] }, on("zone", "inside"), "everywhere")).toBe("claimed");
    expect(stateOn({ controls: [first, second] }, on("path", "p1"), "everywhere")).toBe("claimed");
    expect(stateOn({ controls: [first] }, on("path", "p1"), "everywhere")).toBeNull();
  });
  test("a zone and a path also by what was stated on them themselves", () => {
    const stated = (name: string) => ({ claims: [{ mechanism: "tls", elementId: id(name), holds: true }] });
    expect(stateOn(stated("inside"), on("zone", "inside"))).toBe("claimed");
    expect(stateOn(stated("outside"), on("zone", "inside"))).toBeNull();
    expect(stateOn(stated("p1"), on("path", "p1"))).toBe("claimed");
  });
  test("the whole system when everything is covered on which the mechanism can stand", () => {
    const whole = (scope: readonly string[]) =>
      stateOn({ controls: [control("ct1", tls, scope)] }, on("system", "whole"));
    expect(whole(["whole"])).toBe("proven");
    expect(whole(["f1", "f2", "f3"])).toBe("proven");
    expect(whole(["f1", "f2"])).toBeNull();
  });
  test("names every place that plays a part, the element itself first", () => {
    const places = (name: string, element: FindingFact["element"]) => [
      ...coverageOf(system(), NO_SWITCHES).placesFor(name, element),
    ];
    expect(places("tls", on("flow", "f1"))).toEqual(["f1", "gateway", "whole"]);
    expect(places("egress", on("flow", "f1"))).toEqual(["f1", "gateway", "browser", "whole"]);
    expect(places("tls", on("component", "api"))).toEqual(["api", "whole", "f2", "f3"]);
    expect(places("everywhere", on("component", "api"))).toEqual(["api", "whole"]);
    expect(places("everywhere", on("zone", "inside"))).toEqual(["inside", "whole", "gateway", "api"]);
    expect(places("tls", on("path", "p1"))).toEqual(["p1", "f1", "gateway", "whole", "f2", "api"]);
    expect(places("everywhere", on("system", "whole"))).toEqual(["whole", "browser", "gateway", "api"]);
    expect(places("unheard-of", on("flow", "f1"))).toEqual([]);
  });
  test("a request pays for a control in use on its flow, never for one that is only planned", () => {
    const paying = (...controls: PostureFacts["controls"]) => {
      const of = system({ controls });
      const [first] = of.flows;
      return first && coverageOf(of, NO_SWITCHES).payingOn("tls", first)?.id;
    };
    const planned = control("ct1", tls, ["f1"], { standing: "planned" });
    expect(paying(planned) ?? null).toBeNull();
    expect(paying(planned, control("ct2", tls, ["whole"]))).toBe("ct2");
    expect(paying(control("ct3", tls, ["f2"])) ?? null).toBeNull();
  });
  test("nothing at all covers nothing", () => {
    for (const element of [on("flow", "f1"), on("component", "api"), on("zone", "inside"), on("path", "p1")])
      expect(stateOn({}, element)).toBeNull();
    expect(stateOn({}, on("system", "whole"))).toBeNull();
    expect(stateOn({}, on("flow", "f1"), "unheard-of")).toBeNull();
  });
});

describe("what a control is worth where it stands", () => {
  const proof = (more: Parameters<typeof control>[3]) =>
    stateOn({ controls: [control("ct1", tls, ["f1"], more)] }, on("flow", "f1"));
  test("retired it is gone at once, planned it is planned whatever is proven", () => {
    expect(proof({ standing: "retired" })).toBeNull();
    expect(proof({ standing: "planned" })).toBe("planned");
    expect(proof({ standing: "proposed" })).toBe("planned");
  });
  test("evidence that covers only some elements counts on those alone", () => {
    const controls = [control("ct1", tls, ["f1", "f2"], { proofOn: { [id("f2")]: "gap" } })];
    expect(stateOn({ controls }, on("flow", "f1"))).toBe("proven");
    expect(stateOn({ controls }, on("flow", "f2"))).toBe("gap");
  });
  test("without what it requires it is claimed at most; what it requires may stand right beside it", () => {
    const mtls = mechanism("mtls", { requires: ["pki"] });
    const pki = mechanism("pki");
    const state = (scope: readonly string[]) =>
      stateOn(
        {
          mechanisms: [mtls, pki],
          controls: [control("ct1", mtls, ["f1"]), control("ct2", pki, scope)],
        },
        on("flow", "f1"),
        "mtls",
      );
    expect(state(["gateway"])).toBe("proven");
    expect(state(["api"])).toBe("claimed");
  });
  test("of what it requires one of several is enough, and a claim counts for it while it holds", () => {
    const mtls = mechanism("mtls", { requiresAny: ["pki", "mesh"] });
    const state = (more: Partial<PostureFacts>) =>
      stateOn(
        {
          ...more,
          mechanisms: [mtls, mechanism("pki"), mechanism("mesh")],
          controls: [control("ct1", mtls, ["f1"]), ...(more.controls ?? [])],
        },
        on("flow", "f1"),
        "mtls",
      );
    const claimed = (holds: boolean) => ({ claims: [{ mechanism: "pki", elementId: id("gateway"), holds }] });
    expect(state({})).toBe("claimed");
    expect(state({ controls: [control("ct2", mechanism("mesh"), ["whole"])] })).toBe("proven");
    expect(state(claimed(true))).toBe("proven");
    expect(state(claimed(false))).toBe("claimed");
  });
  test("where a row names a condition only controls that state it count, and no claim does", () => {
    const claims = [{ mechanism: "tls", elementId: id("f1"), holds: true }];
    const plain = control("ct1", tls, ["f1"]);
    expect(stateOn({ controls: [plain], claims }, on("flow", "f1"), "tls", "mitm")).toBeNull();
    const stating = { ...plain, meetsConditionFor: ["mitm"] };
    expect(stateOn({ controls: [stating], claims }, on("flow", "f1"), "tls", "mitm")).toBe("proven");
  });
  test("a claim counts as claimed, a lapsed one as a gap, and it goes with the control that is switched off", () => {
    const claimed = (holds: boolean) => ({ claims: [{ mechanism: "tls", elementId: id("f1"), holds }] });
    expect(stateOn(claimed(true), on("flow", "f1"))).toBe("claimed");
    expect(stateOn(claimed(false), on("flow", "f1"))).toBe("gap");
    const both = system({ ...claimed(true), controls: [control("ct1", tls, ["f1"])] });
    const off = coverageOf(both, { ...NO_SWITCHES, off: [id("ct1")] });
    expect(off.stateOn("tls", on("flow", "f1"))).toBeNull();
  });
  test("in a what-if a proposal and an idea are taken as in place and proven", () => {
    const proposed = system({
      controls: [control("ct1", tls, ["f1"], { standing: "proposed", proof: "gap" })],
    });
    const state = (switches: Partial<typeof NO_SWITCHES>) =>
      coverageOf(proposed, { ...NO_SWITCHES, ...switches }).stateOn("tls", on("flow", "f1"));
    expect(state({})).toBe("planned");
    expect(state({ on: [id("ct1")] })).toBe("proven");
    expect(state({ added: [{ mechanism: "tls", scope: [id("f1")] }] })).toBe("proven");
  });
});
