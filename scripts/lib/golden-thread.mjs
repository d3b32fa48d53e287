// The product's modules, its worker among them, on a thread of their own: answers with what it was asked to compute.
import { parentPort, workerData } from "node:worker_threads";
import { tsImport } from "tsx/esm/api";

const { checkGolden } = await tsImport("../../lib/formats/golden/check-golden.ts", import.meta.url);
const { whatIfHandler } = await tsImport("../../lib/workers/what-if.ts", import.meta.url);
const ask = whatIfHandler();
parentPort?.postMessage({
  lines: checkGolden(new Uint8Array(workerData.file)),
  views: workerData.asked.map(({ facts, switches }, id) => {
    ask({ kind: "facts", facts });
    return ask({ kind: "switches", id, switches, focus: null })?.view;
  }),
});
