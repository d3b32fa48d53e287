import { describe, expect, test } from "vitest";
import { NESTED, SHOP } from "@/lib/features/kit/sample-models";
import { shortened, textWidth, wrapped } from "./drawn-text";
import { chipLines, chipSize, componentLines, zoneLines } from "./topology-drawing";
import { topologyGraph } from "./topology-graph";

const graph = topologyGraph(SHOP);
const flow = (ref: string) => graph.flows.find((one) => one.ref === ref)!;

describe("the drawing of a model", () => {
  test("says how a flow is protected, in its words", () => {
    expect(flow("F-3").words).toEqual(["mTLS", "token", "TLS"]);
    expect(flow("F-6").words).toEqual(["token", "not encrypted"]);
    expect(flow("F-11").words).toEqual(["mTLS", "encryption?"]);
  });

  test("does not take what nobody stated for missing", () => {
    expect(flow("F-5")).toMatchObject({ words: ["nothing stated"], standing: "unknown" });
    expect(flow("F-5").lens).toMatchObject({ isAuthenticated: null, isEncrypted: null });
  });

  test("a stated lack outweighs an unknown", () => {
    expect(flow("F-6")).toMatchObject({ standing: "open", crossesZone: true });
    expect(flow("F-13")).toMatchObject({ standing: "unknown" });
    expect(flow("F-3")).toMatchObject({ standing: "stated" });
  });

  test("knows crossings and the step of trust", () => {
    expect(flow("F-1").lens).toMatchObject({
      trustDelta: 1,
      carriesSensitiveData: true,
      leavesOwnNetworks: true,
    });
    expect(flow("F-8").lens.trustDelta).toBe(-2);
    expect(flow("F-4").crossesZone).toBe(false);
  });

  test("brings out what a view asks for", () => {
    const marked = (key: "keepsKeys" | "ofAThirdParty" | "reachableFromInternet" | "keepsSensitiveData") =>
      graph.components.filter(({ lens }) => lens[key]).map(({ name }) => name);
    expect(marked("keepsKeys")).toEqual(["Key store"]);
    expect(marked("ofAThirdParty")).toEqual(["Card network"]);
    expect(marked("reachableFromInternet")).toEqual(["Browser", "Edge gateway"]);
    expect(marked("keepsSensitiveData")).toEqual(["Checkout API", "Card vault", "Order store"]);
  });

  test("has each zone before those inside it, and takes a circle apart", () => {
    const nested = topologyGraph(NESTED).zones;
    expect(nested.map(({ name, level, outer }) => [name, level, outer?.name ?? null])).toEqual([
      ["Internet", 0, null],
      ["Cloud", 0, null],
      ["Cluster", 1, "Cloud"],
      ["Stores", 2, "Cluster"],
      ["Keys", 3, "Stores"],
      ["Office", 0, null],
    ]);
    const [, cloud, keys] = NESTED.zones;
    const zones = NESTED.zones.map((one) => (one === cloud ? { ...one, parentId: keys!.id } : one));
    const circled = topologyGraph({ ...NESTED, zones }).zones;
    expect(circled).toHaveLength(zones.length);
    expect(circled.every(({ outer }) => outer === null)).toBe(true);
  });
  test("counts a flow between an outer and an inner zone as one that crosses", () => {
    const { flows } = topologyGraph(NESTED);
    expect(flows.find(({ ref }) => ref === "F-2")).toMatchObject({
      crossesZone: true,
      lens: { trustDelta: 1 },
    });
  });
  test("leaves out what has no zone or a missing end", () => {
    const without = { ...SHOP, zones: SHOP.zones.filter(({ trust }) => trust !== 4) };
    const rest = topologyGraph(without);
    expect(rest.components.map(({ ref }) => ref)).not.toContain("C-11");
    expect(rest.flows.map(({ ref }) => ref)).not.toContain("F-7");
  });
});

describe("text in a drawing", () => {
  test("is shortened until it fits and not before", () => {
    expect(shortened("Ledger", 13, 100)).toBe("Ledger");
    const short = shortened("Risk scoring of incoming orders", 13, 100);
    expect(short).toMatch(/^Risk.*…$/);
    expect(textWidth(short, 13)).toBeLessThanOrEqual(100);
  });

  test("breaks between words, never inside one", () => {
    expect(wrapped(["F-1", "mTLS", "token"], 11, 1_000)).toEqual(["F-1 · mTLS · token"]);
    expect(wrapped(["F-1", "no authentication"], 11, 10)).toEqual(["F-1", "no authentication"]);
    expect(wrapped([], 11, 10)).toEqual([]);
  });

  test("chips are high enough to be hit", () => {
    for (const one of graph.flows) {
      expect(chipSize(one).height).toBeGreaterThanOrEqual(24);
      expect(chipLines(one)[0]).toMatch(new RegExp(`^${one.ref}\\b`));
    }
  });

  test("zones say trust and what they share, components their kind", () => {
    expect(zoneLines(graph.zones[0]!)).toEqual(["Internet", "Z-1 · Outside · shares nothing"]);
    expect(zoneLines(graph.zones[3]!)[1]).toBe("Z-4 · Data · shares a quorum");
    expect(componentLines(graph.components[6]!)[1]).toBe("C-7 · kind not stated");
  });
});
