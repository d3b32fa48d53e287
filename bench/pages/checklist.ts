// page.checklist.server-ratio: a system's checklist of 90 items, filtered to nothing, against a prerendered answer.
import { withSample } from "../lib/installation";
import { report, serverRatio } from "../lib/measure";

await withSample(async ({ baseURL }, cookie) => {
  report(
    "page.checklist.server-ratio",
    await serverRatio(baseURL, "/systems/checkout/checklists/all", cookie),
    "ratio",
  );
});
