import { describe, expect, it } from "vitest";
import type { Control } from "../architecture/element";
import type { ElementId } from "../kernel/ids";
import { criticalChange, criticalReason } from "./critical-change";

const [f1, f2, f3] = ["f1", "f2", "f3"] as unknown as [ElementId, ElementId, ElementId];
const standing = { mechanism: "mtls", standing: "in-place", scope: [f1, f2] } as const;
const becoming = (change: Partial<Pick<Control, "mechanism" | "standing" | "scope">>) => ({
  ...standing,
  ...change,
});

describe("a change of a proven control", () => {
  it.each([
    ["is taken out", null, [{ kind: "retired" }]],
    ["is retired", becoming({ standing: "retired" }), [{ kind: "retired" }]],
    ["is planned only", becoming({ standing: "planned" }), [{ kind: "not-in-place" }]],
    ["is proposed only", becoming({ standing: "proposed" }), [{ kind: "not-in-place" }]],
    ["becomes another mechanism", becoming({ mechanism: "tls" }), [{ kind: "other-mechanism" }]],
    ["loses an element", becoming({ scope: [f2] }), [{ kind: "elements-lost", lost: [f1] }]],
    ["moves to other elements", becoming({ scope: [f2, f3] }), [{ kind: "elements-lost", lost: [f1] }]],
    [
      "loses several things at once",
      becoming({ mechanism: "tls", standing: "planned", scope: [f3] }),
      [{ kind: "not-in-place" }, { kind: "other-mechanism" }, { kind: "elements-lost", lost: [f1, f2] }],
    ],
  ])("takes protection away when it %s", (_words, changed, found) => {
    expect(criticalChange(standing, changed, true)).toEqual(found);
  });

  it("takes nothing away when it stays, or grows", () => {
    expect(criticalChange(standing, standing, true)).toEqual([]);
    expect(criticalChange(standing, becoming({ scope: [f1, f2, f3] }), true)).toEqual([]);
  });
});

describe("a change of a control that is not proven", () => {
  it("needs nobody else", () => {
    expect(criticalChange(standing, null, false)).toEqual([]);
    expect(criticalChange(standing, becoming({ scope: [f2] }), false)).toEqual([]);
  });

  it("nor of one that is not in place, whatever its items prove", () => {
    expect(criticalChange({ ...standing, standing: "planned" }, null, true)).toEqual([]);
  });
});

it("the reason names everything that is taken away", () => {
  const weakenings = criticalChange(standing, becoming({ standing: "planned", scope: [] }), true);
  expect(criticalReason("CT-3 mTLS", weakenings)).toBe(
    "CT-3 mTLS is proven today and this takes it out of place and takes it off 2 elements, so a second person decides.",
  );
});
