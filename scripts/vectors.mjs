// `npm run -s vectors -- FILE`: computes the worked examples of risk and latency in FILE (the shape of
// lib/domain/roi/testdata/vectors.json) and prints one line for each, `id ok|off|unsupported`; what is off, and why something
// is unsupported, goes to standard error. Tolerance: each vector's own, else relative 1e-9. Fails if one is off.
import { checkFile } from "./lib/check-file.mjs";
import { runMain } from "./lib/say.mjs";

await runMain(() =>
  checkFile(
    "npm run -s vectors -- FILE",
    async () => (await import("../lib/formats/vectors/check-vectors.ts")).checkVectors,
  ),
);
