import { expect, it } from "vitest";
import { ownFigures } from "./own-figures";

const range = { kind: "lognormal", p5: 1, p50: 2, p95: 4 } as const;
const ms = { msP50: 1, msP95: 2, msP99: 3 };
const latency = { kind: "single", step: "token", single: ms, roundTrips: 0, msRoundTrip: 0 } as const;
const mechanism = {
  cost: { oneOffAmount: range, oneOffBasis: "", perYearAmount: { ...range, p95: 5 }, perYearBasis: "" },
  latency,
};
const nothing = { oneOffAmount: null, perYearAmount: null, latency: null };

it("a control whose figures are the catalogue's keeps none of its own", () => {
  expect(
    ownFigures({ oneOffAmount: range, perYearAmount: { ...range, p95: 5 }, latency }, mechanism),
  ).toEqual(nothing);
  expect(ownFigures(nothing, mechanism)).toEqual(nothing);
});

it("a single number that differs makes the figure its own", () => {
  const own = {
    oneOffAmount: { ...range, p5: 0.5 },
    perYearAmount: range,
    latency: { ...latency, single: { ...ms, msP99: 4 } },
  };
  expect(ownFigures(own, mechanism)).toEqual(own);
  expect(ownFigures({ ...own, latency: { kind: "none" } }, mechanism).latency).toEqual({ kind: "none" });
});
