// `npm run check`: form and lint, types, import directions, dead code and unit tests. Needs no database and no browser.
import { runChecks } from "./lib/checks.mjs";
import { ensureClient, ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { runMain } from "./lib/say.mjs";
import { keepTally } from "./lib/tally.mjs";

await runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureClient();
  const tally = keepTally();
  await tally.group("check", 180, runChecks);
  return tally.finish();
});
