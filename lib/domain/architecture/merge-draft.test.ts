import { describe, expect, it } from "vitest";
import type { ElementId } from "../kernel/ids";
import type { Zone } from "./element";
import { mergeDraft } from "./merge-draft";

const seen: Zone = {
  kind: "zone",
  parentId: null,
  id: "z" as ElementId,
  number: 1,
  version: 1,
  origin: null,
  name: "Edge",
  trust: 1,
  coordination: "none",
  properties: { regions: 2, defaultDeny: true },
  stated: {},
};
const standing = (change: Partial<Zone>): Zone => ({ ...seen, ...change, version: 2 });
const written = ({ number: _number, version: _version, stated: _stated, ...draft }: Zone) => draft;
const join = (now: Partial<Zone>, mine: Partial<Zone>) =>
  mergeDraft(seen, standing(now), written({ ...seen, ...mine }));

describe("two people who change an element at once", () => {
  it("are both kept where they changed different fields, properties included", () => {
    const { merged, conflicts } = join(
      { name: "Border", properties: { regions: 3, defaultDeny: true } },
      { trust: 2, properties: { regions: 2, publicNetwork: true } },
    );
    expect(conflicts).toBe(false);
    expect(merged).toEqual({
      ...written(seen),
      name: "Border",
      trust: 2,
      properties: { regions: 3, publicNetwork: true },
    });
  });

  it("meet where they changed the same field to different values, and only there", () => {
    const { merged, standing: stands, conflicts } = join({ name: "Border" }, { name: "Rim", trust: 0 });
    expect(conflicts).toBe(true);
    expect(merged).toMatchObject({ name: "Rim", trust: 0 });
    expect(stands).toMatchObject({ name: "Border", trust: 0 });
  });

  it("agree where they wrote the same", () => {
    expect(join({ name: "Border" }, { name: "Border" })).toMatchObject({ conflicts: false });
  });

  it("meet where one forgets a property that the other changes", () => {
    const forgot = join(
      { properties: { regions: 5, defaultDeny: true } },
      { properties: { defaultDeny: true } },
    );
    expect(forgot.conflicts).toBe(true);
    expect(forgot.merged).toMatchObject({ properties: { defaultDeny: true } });
    expect(forgot.standing).toMatchObject({ properties: { regions: 5, defaultDeny: true } });
  });
});
