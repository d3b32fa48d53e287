// page.<route>.js-kb: compressed script that a browser with an empty cache loads for a page.
import { withSample } from "../lib/installation";
import { reportScriptSizes } from "../lib/script-sizes";

const ROUTES = {
  "sign-in": "/sign-in",
  overview: "/",
  systems: "/systems",
  system: "/systems/checkout",
  checklist: "/systems/checkout/checklists/implementation?item=IM-01",
  standards: "/systems/checkout/standards/nist_csf_2_0",
  templates: "/templates",
  people: "/people",
  account: "/account",
  audit: "/audit",
} as const;

await withSample(({ baseURL }, cookie) => reportScriptSizes(baseURL, cookie, ROUTES));
