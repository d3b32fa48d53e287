// `npm run bench`: runs the benchmarks (bench/*.ts, bench/<group>/*.ts) one after the other and prints their figures, one
// `name value unit` a line; `npm run bench -- latency` runs those of one group. All else goes to standard error.
import { existsSync, readdirSync, statSync } from "node:fs";
import { readArguments } from "./lib/arguments.mjs";
import { inRoot } from "./lib/paths.mjs";
import { ensureBuilt, ensureClient, ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { runTool } from "./lib/run.mjs";
import { Refusal, runMain, say, sayOnStandardError, seconds } from "./lib/say.mjs";
import { shareTestServer } from "./lib/test-database.mjs";

const usage = "npm run bench -- [group]";
const figure = /^\S+ -?\d+(\.\d+)?(e[+-]?\d+)? \S+$/;

function benchesIn(path) {
  if (existsSync(inRoot(`${path}.ts`))) return [`${path}.ts`];
  if (!existsSync(inRoot(path)) || !statSync(inRoot(path)).isDirectory()) return [];
  return readdirSync(inRoot(path))
    .sort()
    .filter((name) => `${path}/${name}` !== "bench/lib") // what they share
    .flatMap((name) => (name.endsWith(".ts") ? [`${path}/${name}`] : benchesIn(`${path}/${name}`)));
}

async function runBench(file) {
  const startedMs = performance.now();
  const result = await runTool("tsx", ["--conditions=react-server", inRoot(file)]);
  const lines = result.output.split("\n").filter(Boolean);
  for (const line of lines.filter((text) => figure.test(text))) process.stdout.write(`${line}\n`);
  for (const line of lines.filter((text) => !figure.test(text))) say(line);
  process.stderr.write(result.errors);
  say(`${result.code === 0 ? "ok    " : "failed"} ${file} (${seconds(startedMs)})`);
  return result.code === 0;
}

await runMain(async () => {
  requireNode();
  sayOnStandardError();
  const { words } = readArguments({}, usage, { words: true });
  const files = benchesIn(words[0] ? `bench/${words[0]}` : "bench");
  if (files.length === 0 || words.length > 1)
    throw new Refusal(`There is no benchmark “${words.join(" ")}”. Usage: ${usage}`);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => process.exit(130));
  await ensureInstalled();
  await ensureClient();
  await ensureBuilt();
  const shared = await shareTestServer({ durable: true });
  try {
    let good = true;
    for (const file of files) good = (await runBench(file)) && good;
    return good ? 0 : 1;
  } finally {
    await shared.stop();
  }
});
