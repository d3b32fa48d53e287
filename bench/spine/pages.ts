// page.<route>.js-kb and page.<route>.server-ratio of the pages that show one model: threats, latency, return.
import { withSample } from "../lib/installation";
import { report, serverRatio } from "../lib/measure";
import { reportScriptSizes } from "../lib/script-sizes";

const ROUTES = {
  threats: "/systems/checkout/threats",
  latency: "/systems/checkout/latency",
  roi: "/systems/checkout/roi",
} as const;

await withSample(async ({ baseURL }, cookie) => {
  for (const [name, path] of Object.entries(ROUTES))
    report(`page.${name}.server-ratio`, await serverRatio(baseURL, path, cookie, 30), "ratio");
  await reportScriptSizes(baseURL, cookie, ROUTES);
});
