// `npm run -s golden -- FILE`: computes the worked example in FILE (the shape of lib/catalogue/golden-system.json) and prints
// one line per expected number, `path expected computed ok|off`. What a file expects is compared, never computed from.
// Tolerance: relative 1e-9; milliseconds by the file's own `toleranceMs` (at most 0.5), else 0.1 ms. Fails if one is off.
import { checkFile } from "./lib/check-file.mjs";
import { runMain } from "./lib/say.mjs";

await runMain(() =>
  checkFile(
    "npm run -s golden -- FILE",
    async () => (await import("../lib/formats/golden/check-golden.ts")).checkGolden,
  ),
);
