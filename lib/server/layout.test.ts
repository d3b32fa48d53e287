import { describe, expect, test } from "vitest";
import { emptyModel } from "@/lib/domain/architecture/system-model";
import type { Box, Point, TopologyDrawing } from "@/lib/domain/architecture/topology-drawing";
import { topologyGraph } from "@/lib/domain/architecture/topology-graph";
import { NESTED, SHOP, SINGLE, tieredModel } from "@/lib/features/kit/sample-models";
import { layOutTopology } from "./layout";

const drawn = async (model: Parameters<typeof topologyGraph>[0]): Promise<TopologyDrawing> => {
  const drawing = await layOutTopology(topologyGraph(model));
  if (!drawing) throw new Error("nothing was drawn");
  return drawing;
};
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 0.5 &&
  b.x < a.x + a.width - 0.5 &&
  a.y < b.y + b.height - 0.5 &&
  b.y < a.y + a.height - 0.5;
const contains = (outer: Box, inner: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5;
const pairs = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));
type Drawn = TopologyDrawing["zones"][number];
const touches = (box: Box, { x, y }: Point) =>
  x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;

describe.each([
  ["twelve components", SHOP],
  ["one component", SINGLE],
  ["forty components", tieredModel(40)],
  ["zones in zones", NESTED],
] as const)("%s", (_, model) => {
  test("zones are apart, components lie in their zone and apart", async () => {
    const { zones, components, width, height } = await drawn(model);
    const isApart = ([a, b]: [Drawn, Drawn]) =>
      isAround(a.zone.id, b.zone.id) || isAround(b.zone.id, a.zone.id) || !overlap(a.box, b.box);
    const isAround = (outer: string, id: string | undefined): boolean => {
      const around = zones.find(({ zone }) => zone.id === id)?.zone.outer?.id;
      return around !== undefined && (around === outer || isAround(outer, around));
    };
    expect(pairs(zones).filter((pair) => !isApart(pair))).toEqual([]);
    for (const { zone, box } of zones) {
      const outer = zones.find((one) => one.zone.id === zone.outer?.id);
      expect(zone.outer === null || (outer && contains(outer.box, box))).toBe(true);
      const beside = components.filter(({ component }) => component.zoneId === zone.outer?.id);
      expect(beside.filter((one) => overlap(one.box, box))).toEqual([]);
    }
    expect(pairs(components).filter(([a, b]) => overlap(a.box, b.box))).toEqual([]);
    for (const { component, box } of components) {
      const home = zones.find(({ zone }) => zone.id === component.zoneId);
      expect(home && contains(home.box, box)).toBe(true);
    }
    for (const { box } of zones) expect(contains({ x: 0, y: 0, width, height }, box)).toBe(true);
  });

  test("flows run from source to target", async () => {
    const { components, flows } = await drawn(model);
    const boxOf = (id: string) => components.find(({ component }) => component.id === id)!.box;
    for (const { flow, points } of flows) {
      expect(touches(boxOf(flow.sourceId), points[0]!)).toBe(true);
      expect(touches(boxOf(flow.targetId), points.at(-1)!)).toBe(true);
    }
  });

  test("chips cover neither a component nor each other", async () => {
    const { components, flows } = await drawn(model);
    const hidden = flows.filter(({ chip }) => components.some(({ box }) => overlap(box, chip)));
    expect(hidden.map(({ flow }) => flow.ref)).toEqual([]);
    expect(pairs(flows).filter(([a, b]) => overlap(a.chip, b.chip))).toEqual([]);
  });
});

test("zones stand from left to right by trust", async () => {
  const { zones } = await drawn(SHOP);
  const byPlace = zones.toSorted((a, b) => a.box.x - b.box.x).map(({ zone }) => zone.trust);
  expect(byPlace).toEqual([0, 1, 2, 3, 4]);
});

test("draws an empty model as nothing", async () => {
  const model = emptyModel("00000000-0000-7000-9000-000000000000" as never, "Empty");
  expect((await drawn(model)).zones).toEqual([]);
});

test("the same graph is laid out once", async () => {
  expect(await drawn(SHOP)).toBe(await drawn(SHOP));
});

test("leaves the drawing out above 150 components", async () => {
  expect(await layOutTopology(topologyGraph(tieredModel(151)))).toBeNull();
});

test("draws 150 components, or gives up, in bounded time", async () => {
  const started = performance.now();
  await layOutTopology(topologyGraph(tieredModel(150)));
  expect(performance.now() - started).toBeLessThan(15_000);
}, 20_000);
