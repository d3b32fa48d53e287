import { describe, expect, test } from "vitest";
import { NO_SWITCHES, type PostureFacts } from "./facts";
import { postureView } from "./posture-view";
import { control, facts, flow, id, mechanism, path, percentiles, single } from "./testdata/facts";
import { whatIfStart } from "./what-if-start";
import { totalsOf } from "./what-if-totals";

const tls = mechanism("tls", { latency: single("handshake", percentiles(10, 20, 30)), costPerYear: 7 });
const system = (more: Partial<PostureFacts> = {}) =>
  facts({
    mechanisms: [tls],
    flows: [flow("f1"), flow("f2")],
    paths: [path("p1", ["f1"], { percentile: 0.99, msLimit: 40 })],
    controls: [control("ct1", tls, ["f1"], { costPerYear: 7 })],
    ...more,
  });
const totals = (more: Partial<PostureFacts> = {}) => totalsOf(postureView(system(more), NO_SWITCHES));

describe("the headline numbers of a what-if", () => {
  test("name the tightest path at the percentile of its budget", () => {
    expect(totals().tightest).toMatchObject({
      name: "p1",
      percentile: 0.99,
      ms: expect.closeTo(30, 1),
      msLimit: 40,
      state: "kept",
    });
    const free = totals({ paths: [path("p1", ["f1"])] }).tightest;
    expect(free).toMatchObject({ percentile: 0.95, ms: expect.closeTo(20, 1), msLimit: null });
  });
  test("call a path unknown on which no control costs time, as the ledger does: not fast, only not known", () => {
    expect(totals({ controls: [] }).tightest).toMatchObject({ ms: null, state: "unknown" });
  });
  test("have no path where none is drawn", () => {
    expect(totals({ paths: [] }).tightest).toBeNull();
  });
  test("stand as they are beside what the address switches", () => {
    const { base, view, standing } = whatIfStart(system(), { ...NO_SWITCHES, off: [id("ct1")] });
    expect(base).toMatchObject({ costPerYear: 7, tightest: { ms: expect.closeTo(30, 1) } });
    expect(view.money.costPerYear).toBe(0);
    expect(standing.money.costPerYear).toBe(7);
    const unswitched = whatIfStart(system(), NO_SWITCHES);
    expect(unswitched.standing).toBe(unswitched.view);
  });
});
