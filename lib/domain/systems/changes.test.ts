import { describe, expect, it } from "vitest";
import type { UserId } from "@/lib/domain/kernel/ids";
import { mergeFacts, systemChanges } from "./changes";
import type { SystemFacts } from "./system";

const ana = "ana" as UserId;
const jonas = "jonas" as UserId;
const seen: SystemFacts = {
  slug: "checkout",
  name: "Checkout",
  type: "microservices",
  description: "",
  ownerId: ana,
  criticality: 4,
  dataClasses: ["payment"],
  regulations: ["GDPR"],
  tags: [],
};
const nameOf = (id: UserId) => (id === ana ? "Ana" : "Jonas");

describe("two people who change one system", () => {
  it("keeps both where they changed different fields", () => {
    const standing = { ...seen, ownerId: jonas };
    const { merged, conflicts } = mergeFacts(seen, standing, { ...seen, criticality: 2 });
    expect(conflicts).toBe(false);
    expect(merged).toEqual({ ...standing, criticality: 2 });
  });

  it("names the field that both changed, and only that", () => {
    const standing = { ...seen, name: "Till", tags: ["pci"] };
    const written: SystemFacts = { ...seen, name: "Cash desk", description: "Takes money." };
    const merge = mergeFacts(seen, standing, written);
    expect(merge.conflicts).toBe(true);
    expect(merge.merged).toEqual({ ...standing, name: "Cash desk", description: "Takes money." });
    expect(systemChanges(merge.standing, merge.merged, nameOf)).toEqual([
      { field: "name", before: "Till", after: "Cash desk" },
    ]);
  });

  it("sees no conflict where both wrote the same, or a list in another order", () => {
    const standing: SystemFacts = { ...seen, ownerId: jonas, dataClasses: ["payment", "personal"] };
    const merge = mergeFacts(seen, standing, {
      ...seen,
      ownerId: jonas,
      dataClasses: ["personal", "payment"],
    });
    expect(merge.conflicts).toBe(false);
  });

  it("says owners by name and what is empty as nothing", () => {
    expect(systemChanges(seen, { ...seen, ownerId: jonas, tags: ["pci"] }, nameOf)).toEqual([
      { field: "owner", before: "Ana", after: "Jonas" },
      { field: "tags", before: null, after: "pci" },
    ]);
  });
});
