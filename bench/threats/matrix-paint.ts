// matrix.200x60-paint-ms: from the matrix of 200 threats and 60 mechanisms, computed, until a browser has drawn it.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { NO_SWITCHES } from "@/lib/domain/posture/facts";
import { whatIfStart } from "@/lib/domain/posture/what-if-start";
import { openBrowser } from "../lib/browser";
import { largeFacts } from "../lib/large-facts";
import { median, report } from "../lib/measure";

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { outputFiles } = await build({
  entryPoints: [inRoot("bench/lib/matrix-page.tsx")],
  bundle: true,
  write: false,
  format: "iife",
  minify: true,
  jsx: "automatic",
  loader: { ".css": "empty" },
  define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
  tsconfig: inRoot("tsconfig.json"),
  logLevel: "error",
});
const styles = inRoot(".next/static");
const css = readdirSync(styles, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => readFileSync(`${styles}/${name}`, "utf8"));

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await page.setContent(`<!doctype html><html data-theme="light"><body></body></html>`);
for (const content of css) await page.addStyleTag({ content });
await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
const start = await page.evaluateHandle(
  (text) => JSON.parse(text),
  JSON.stringify(whatIfStart(largeFacts({ threats: 200, mechanisms: 60 }), NO_SWITCHES)),
);
const takenMs: number[] = [];
for (let round = -2; round < 10; round++) {
  const ms = await page.evaluate((given) => window.paintMatrix(given), start);
  if (round >= 0) takenMs.push(ms);
}
await browser.close();
report("matrix.200x60-paint-ms", median(takenMs), "ms");
