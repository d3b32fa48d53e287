import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { NO_SWITCHES } from "../domain/posture/facts";
import { postureView } from "../domain/posture/posture-view";
import {
  control,
  facts,
  flow,
  id,
  loss,
  mechanism,
  path,
  percentiles,
  single,
} from "../domain/posture/testdata/facts";
import { type WhatIfAnswer, type WhatIfQuestion, whatIfHandler } from "./what-if";

const tls = mechanism("tls", { latency: single("handshake", percentiles(3, 9, 20)) });
const system = facts({
  threats: [
    {
      id: "mitm",
      name: "Man in the middle",
      stride: ["T"],
      goals: ["integrity"],
      layer: "network",
      strengths: [
        { mechanism: "tls", function: "prevent", strength: 3, basis: "", condition: null, stronger: null },
      ],
    },
  ],
  mechanisms: [tls],
  flows: [flow("f1"), flow("f2")],
  paths: [path("p1", ["f1", "f2"], { percentile: 0.99, msLimit: 30 })],
  findings: [
    {
      id: "r@f1",
      ruleId: "r",
      threat: "mitm",
      element: { kind: "flow", id: id("f1") },
      stride: "T",
      likelihood: 4,
      answeredBy: ["tls"],
      exception: null,
    },
  ],
  controls: [control("ct1", tls, ["f1", "f2"], { costPerYear: 1_234.5 })],
  losses: [
    loss("mitm", { kind: "lognormal", p5: 0.1, p95: 3 }, { kind: "pert", p5: 1e3, p50: 3e3, p95: 6e3 }),
  ],
});
const focus = { pathId: id("p1"), percentile: null };
const whatIfs = [NO_SWITCHES, { ...NO_SWITCHES, off: [id("ct1")] }];

/** The file as a browser runs it: in a thread of its own, with a worker's globals around it. */
const here = JSON.stringify(import.meta.url);
const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
   globalThis.postMessage = (answer) => parentPort.postMessage(answer);
   import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))})
     .then(({ tsImport }) => tsImport("./what-if.ts", ${here}))
     .then(() => {
       parentPort.on("message", (data) => globalThis.onmessage({ data }));
       parentPort.postMessage("ready");
     });`,
  { eval: true },
);
const next = () => new Promise<unknown>((resolve) => worker.once("message", resolve));
const ready = next();
afterAll(() => worker.terminate());

describe("the what-if in a worker", { timeout: 30_000 }, () => {
  test("gives the same view as the domain, to the last byte", async () => {
    expect(await ready).toBe("ready");
    const send = (question: WhatIfQuestion) => worker.postMessage(question);
    send({ kind: "facts", facts: JSON.parse(JSON.stringify(system)) });
    for (const [place, switches] of whatIfs.entries()) {
      const answer = next();
      send({ kind: "switches", id: place, switches, focus });
      expect(JSON.stringify(await answer)).toBe(
        JSON.stringify({ id: place, view: postureView(system, switches, focus) } satisfies WhatIfAnswer),
      );
    }
  });
  test("answers with nothing before it has facts", () => {
    const answer = whatIfHandler();
    expect(answer({ kind: "switches", id: 7, switches: NO_SWITCHES, focus: null })).toEqual({
      id: 7,
      view: null,
    });
  });
});
