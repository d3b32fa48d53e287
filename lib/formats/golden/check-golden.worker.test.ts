import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { postureView } from "@/lib/domain/posture/posture-view";
import { type Golden, latencyFacts, residualFacts } from "@/lib/domain/posture/testdata/golden-facts";
import { checkGolden } from "./check-golden";

const file = readFileSync(fileURLToPath(new URL("../../catalogue/golden-system.json", import.meta.url)));
const golden: Golden = JSON.parse(file.toString("utf8"));

async function onThread(workerData: object): Promise<unknown> {
  const worker = new Worker(new URL("../../../scripts/lib/golden-thread.mjs", import.meta.url), {
    workerData,
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", resolve).once("error", reject);
    });
  } finally {
    await worker.terminate();
  }
}

test("a worker computes every number of the worked example, and every view, as the page does", async () => {
  const facts = [residualFacts(golden), latencyFacts(golden)];
  const asked = facts.flatMap((one) =>
    [[], one.controls.slice(0, 1).map(({ id }) => id)].map((off) => ({
      facts: one,
      switches: { off, on: [], added: [] },
    })),
  );
  const here = {
    lines: checkGolden(file),
    views: asked.map(({ facts: of, switches }) => postureView(of, switches)),
  };
  const there = await onThread({ file, asked });
  expect(there).toEqual(here);
  expect(here.lines.ok && here.lines.value.every(({ ok }) => ok)).toBe(true);
}, 30_000);
