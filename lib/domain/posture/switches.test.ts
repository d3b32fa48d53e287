import { describe, expect, test } from "vitest";
import { isSwitched, parseSwitches, printSwitches } from "./switches";
import { control, facts, flow, id, mechanism } from "./testdata/facts";

const tls = mechanism("tls", { appliesTo: ["flow"] });
const waf = mechanism("waf", { appliesTo: ["component", "system"] });
const system = facts({
  mechanisms: [tls, waf],
  components: [{ id: id("api"), number: 4, name: "API", zoneId: id("z") }],
  flows: [flow("f1"), flow("f2")],
  controls: [
    control("ct3", tls, ["f1"]),
    control("ct7", tls, ["f2"]),
    control("ct9", waf, ["api"], { standing: "proposed" }),
    control("ct11", waf, ["api"], { standing: "retired" }),
  ],
});
const read = (query: string) => {
  const params = new URLSearchParams(query);
  return parseSwitches((name) => params.getAll(name), system);
};

describe("a what-if in the address", () => {
  test("names controls by number and ideas by mechanism and elements", () => {
    expect(read("off=3,7&on=9&add=tls:f2.f1&add=waf:s.c4")).toEqual({
      off: [id("ct3"), id("ct7")],
      on: [id("ct9")],
      added: [
        { mechanism: "tls", scope: [id("f1"), id("f2")] },
        { mechanism: "waf", scope: [id("api"), id("whole")] },
      ],
    });
  });
  test("is printed in one order, whatever the order in which it was switched", () => {
    const print = (query: string) => printSwitches(read(query), system);
    expect(print("off=7,3")).toEqual([["off", "3,7"]]);
    expect(print("off=3&off=7")).toEqual([["off", "3,7"]]);
  });
  test("takes what a form without script sends: a mechanism and its elements apart", () => {
    expect(read("try=tls&at=f1&at=f2").added).toEqual([{ mechanism: "tls", scope: [id("f1"), id("f2")] }]);
    expect(read("try=&at=f1").added).toEqual([]);
  });
  test("leaves out what means nothing: other numbers, retired controls, elements that the mechanism does not go on", () => {
    const nothing = read("off=9,11,99,abc&on=3,11&add=tls:c4.s&add=nothing:f1&add=tls&add=:&add=waf:f1");
    expect(isSwitched(nothing)).toBe(false);
    expect(printSwitches(nothing, system)).toEqual([]);
  });
  test("holds at most ten ideas", () => {
    expect(read(Array.from({ length: 12 }, () => "add=tls:f1").join("&")).added).toHaveLength(10);
  });
});
