// model.whatif-ms: one switch on a large system, from facts to everything that its screens show: matrix, milliseconds, money.
import type { Switches } from "@/lib/domain/posture/facts";
import { postureView } from "@/lib/domain/posture/posture-view";
import { largeFacts } from "../lib/large-facts";
import { median, report } from "../lib/measure";

const facts = largeFacts();
const inUse = facts.controls.filter(({ standing }) => standing === "in-place");
const takenMs: number[] = [];
const losses = new Set<number>();
for (let round = -5; round < 30; round++) {
  const off = inUse[(round + 5) % inUse.length];
  const switches: Switches = { off: off ? [off.id] : [], on: [], added: [] };
  const startedMs = performance.now();
  const view = postureView(facts, switches);
  if (round >= 0) takenMs.push(performance.now() - startedMs);
  losses.add(view.money.residualPerYear);
}
if (losses.size < 10) throw new Error("the switches change nothing: this measures the wrong thing");
report("model.whatif-ms", median(takenMs), "ms");
