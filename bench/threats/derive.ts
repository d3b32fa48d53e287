// derive.300-components-ms: the findings of 300 components and 600 flows by all rules of the catalogue.
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { largeModel } from "@/lib/domain/threats/testdata/large-model";
import { compiledRules, modelCatalogue } from "@/lib/server/catalogue";
import { median, report } from "../lib/measure";

const model = largeModel((await modelCatalogue()).properties);
const rules = await compiledRules();
const takenMs: number[] = [];
for (let round = -3; round < 20; round++) {
  const startedMs = performance.now();
  const { findings } = deriveFindings(model, { type: "microservices" }, rules);
  if (round >= 0) takenMs.push(performance.now() - startedMs);
  if (findings.length < 5_000) throw new Error("this derives too little to be the large system");
}
report("derive.300-components-ms", median(takenMs), "ms");
