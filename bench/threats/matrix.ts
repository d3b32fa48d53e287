// matrix.200x60-ms: the whole matrix of 200 threats with 3,000 findings and 60 mechanisms, from facts to cells.
import { assessThreats } from "@/lib/domain/posture/assess-threats";
import { coverageOf } from "@/lib/domain/posture/coverage";
import { NO_SWITCHES } from "@/lib/domain/posture/facts";
import { largeFacts } from "../lib/large-facts";
import { median, report } from "../lib/measure";

const facts = largeFacts({ threats: 200, mechanisms: 60 });
const takenMs: number[] = [];
for (let round = -3; round < 20; round++) {
  const startedMs = performance.now();
  const { scenarios, mechanisms } = assessThreats(facts, coverageOf(facts, NO_SWITCHES));
  if (round >= 0) takenMs.push(performance.now() - startedMs);
  if (scenarios.length !== 200 || mechanisms.length !== 60) throw new Error("this is no matrix of 200 by 60");
}
report("matrix.200x60-ms", median(takenMs), "ms");
