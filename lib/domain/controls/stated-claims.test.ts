import { describe, expect, test } from "vitest";
import type { Component } from "../architecture/element";
import { emptyModel } from "../architecture/system-model";
import type { PropertyDefinition } from "../catalogue/property";
import type { ElementId, SystemId, UserId, UtcDate } from "../kernel/ids";
import { addDays } from "../kernel/utc-date";
import { CLAIM_VALID_DAYS, statedClaims } from "./stated-claims";

const ana = "00000000-0000-7000-8000-00000000000a" as UserId;
const statedOn = "2026-03-01" as UtcDate;
const definition = (id: string, claims: PropertyDefinition["claims"]): PropertyDefinition => ({
  id,
  owner: "component",
  role: "protective",
  group: "",
  label: id,
  meaning: "",
  shape: { type: "boolean" },
  claims,
  derivation: null,
});
const mfa = definition("mfa", [{ values: [true], mechanisms: ["mfa"] }]);
const rotation = definition("keyAgeDays", [{ atMost: 90, mechanisms: ["key-rotation"] }]);

const component = (properties: Component["properties"]): Component => ({
  kind: "component",
  id: "api" as ElementId,
  number: 1,
  version: 1,
  name: "API",
  origin: null,
  zoneId: "inside" as ElementId,
  properties,
  stated: Object.fromEntries(Object.keys(properties).map((id) => [id, { by: ana, on: statedOn }])),
});
const claimsOn = (day: UtcDate, properties: Component["properties"], validDays?: number | null) =>
  statedClaims(
    {
      ...emptyModel("00000000-0000-7000-8000-000000000001" as SystemId, "Shop"),
      components: [component(properties)],
    },
    [mfa, rotation],
    () => validDays,
    day,
  );

describe("what a typed property claims", () => {
  test("holds from its day until just before validity ends, as proof does", () => {
    const holds = (days: number) => claimsOn(addDays(statedOn, days), { mfa: true }, 30)[0]?.holds;
    expect([holds(-1), holds(0), holds(29), holds(30)]).toEqual([false, true, true, false]);
  });
  test("holds for half a year where no item says how long, and without end where one says so", () => {
    expect(claimsOn(statedOn, { mfa: true })[0]?.expiresOn).toBe(addDays(statedOn, CLAIM_VALID_DAYS));
    expect(claimsOn(addDays(statedOn, 9_999), { mfa: true }, null)[0]).toMatchObject({
      expiresOn: null,
      holds: true,
    });
  });
  test("names who stated it; a value that protects nothing claims nothing", () => {
    expect(claimsOn(statedOn, { mfa: true })).toMatchObject([
      { mechanism: "mfa", elementId: "api", propertyId: "mfa", by: ana, on: statedOn },
    ]);
    expect(claimsOn(statedOn, { mfa: false })).toEqual([]);
    expect(claimsOn(statedOn, {})).toEqual([]);
  });
  test("a number claims up to its bound, the bound included", () => {
    expect(claimsOn(statedOn, { keyAgeDays: 90 })).toHaveLength(1);
    expect(claimsOn(statedOn, { keyAgeDays: 91 })).toEqual([]);
  });
});
