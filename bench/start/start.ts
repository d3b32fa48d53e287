// start.fresh-s: `npm start -- --sample` in a fresh clone with nothing installed and an empty npm cache, until it answers.
// start.warm-s: `npm start` again, with everything there.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "../lib/measure";

const LIMIT_MS = 600_000;
const repository = fileURLToPath(new URL("../..", import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

async function startUntilReady(
  folder: string,
  port: number,
  flags: readonly string[],
): Promise<{ seconds: number; child: ChildProcess }> {
  const startedMs = performance.now();
  const child: ChildProcess = spawn("npm", ["start", "--", ...flags, "--port", String(port)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      npm_config_cache: join(folder, ".npm-cache"),
      DATABASE_URL: "",
      DATABASE_ADMIN_URL: "",
      AUTH_SECRET: "",
      PUBLIC_URL: "",
    },
  });
  while (performance.now() - startedMs < LIMIT_MS) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    const answers = await fetch(`http://localhost:${port}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return { seconds: (performance.now() - startedMs) / 1000, child };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("npm start did not get ready");
}

const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
try {
  execFileSync("git", ["clone", "--quiet", repository, join(folder, "clone")]);
  const runs = [
    ["start.fresh-s", ["--sample"]],
    ["start.warm-s", []],
  ] as const;
  for (const [name, flags] of runs) {
    const { seconds, child } = await startUntilReady(join(folder, "clone"), await freePort(), flags);
    report(name, seconds, "s");
    child.kill("SIGTERM");
    await once(child, "exit");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
