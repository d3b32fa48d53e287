import { expect, test } from "vitest";
import type { ElementId } from "../../kernel/ids";
import { topologyGraph } from "../topology-graph";
import { diagramSvg, escaped } from "./diagram-svg";
import { addComponent, addFlow, addZone } from "./draw";
import { sketchOf } from "./sketch";

const id = (n: number) => `0190a1b2-0000-7000-8000-${String(n).padStart(12, "0")}` as ElementId;

function drawn(name: string) {
  let sketch = addZone(sketchOf({ zones: [], components: [], flows: [] }, new Map()), id(1), 1, name);
  sketch = addComponent(sketch, id(2), id(1), { name: "Web", kind: null });
  sketch = addComponent(sketch, id(3), id(1), { name: "API", kind: "service" });
  return addFlow(sketch, id(4), id(2), id(3));
}

test("a drawing is a file of its own: every part, its words, nothing from elsewhere", () => {
  const sketch = drawn("Edge");
  const { svg, width, height } = diagramSvg("Shop", topologyGraph(sketch), sketch.places);
  expect(svg).toContain(`width="${width}" height="${height}"`);
  for (const words of ["Edge", "Web", "new · service", "new · nothing stated"]) expect(svg).toContain(words);
  expect(svg.match(/<path d="M/g)).toHaveLength(3);
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<script|<style|href/);
});

test("names are text, whatever they hold", () => {
  const name = `</text><script>"&'\u0000\ud800`;
  expect(escaped(name)).toBe("&lt;/text&gt;&lt;script&gt;&quot;&amp;&#39;");
  const sketch = drawn(name);
  expect(diagramSvg(name, topologyGraph(sketch), sketch.places).svg).not.toContain("<script");
});

test("an empty drawing is an empty picture", () => {
  const empty = { zones: [], components: [], flows: [] };
  expect(diagramSvg("Nothing", topologyGraph(empty), new Map()).svg).toContain("<title>Nothing</title>");
});
