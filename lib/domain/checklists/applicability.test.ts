import { describe, expect, test } from "vitest";
import { applies } from "./applicability";

const everywhere = { appliesTo: "all", dataClasses: [] } as const;

describe("whether an item applies", () => {
  test("an item for all applies to every system", () => {
    expect(applies(everywhere, { type: "edge", dataClasses: ["public"] })).toEqual({ applies: true });
  });
  test("names the kinds that it is asked of, and the kind of this system", () => {
    expect(
      applies(
        { ...everywhere, appliesTo: ["blockchain", "distributed-storage", "edge"] },
        {
          type: "microservices",
          dataClasses: [],
        },
      ),
    ).toEqual({
      applies: false,
      reason:
        "Asked of blockchain, distributed storage and edge systems only; this is a microservices system.",
    });
  });
  test("names the data that is missing, and the data that is handled", () => {
    expect(
      applies(
        { ...everywhere, dataClasses: ["health", "payment"] },
        {
          type: "edge",
          dataClasses: ["public", "internal"],
        },
      ),
    ).toEqual({
      applies: false,
      reason:
        "Asked only where health or payment data is handled; this system handles public and internal data only.",
    });
  });
  test("one of the data classes is enough", () => {
    expect(
      applies(
        { ...everywhere, dataClasses: ["health", "payment"] },
        {
          type: "edge",
          dataClasses: ["public", "payment"],
        },
      ),
    ).toEqual({ applies: true });
  });
  test("a system whose data classes nobody has stated is excused from nothing", () => {
    expect(applies({ ...everywhere, dataClasses: ["payment"] }, { type: "edge", dataClasses: [] })).toEqual({
      applies: true,
    });
  });
});
