// Runs other programs.
import { spawn } from "node:child_process";
import { root, toolFile } from "./paths.mjs";

/** What every program started here has in its environment: no telemetry, no questions, no downloads of engines. */
export const quietEnvironment = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  PRISMA_SCHEMA_ENGINE_BINARY: `${root}/prisma/schema-engine.mjs`,
};

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill();
});

/**
 * Runs a program to its end; it does not outlive this process.
 * @param options.env added to this process's environment; `undefined` takes a name away
 * @param options.show passes the output on to the terminal; otherwise it is collected
 * @param options.timeoutMs ends it with SIGTERM after so long
 * @returns its exit code (1 where a signal ended it) and its collected output
 */
export function run(command, args, { env = {}, show = false, timeoutMs, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...quietEnvironment, ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      timeout: timeoutMs,
    });
    running.add(child);
    let output = "";
    let errors = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("exit", () => running.delete(child));
    child.on("error", (error) => resolve({ code: 127, output, errors: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output, errors }));
  });
}

/** Runs an installed package's command with this Node. */
export const runTool = (packageName, args, { command, ...options } = {}) =>
  run(process.execPath, [toolFile(packageName, command), ...args], options);

/** The last lines of a program's output, for a person to see what went wrong. */
export const lastLines = ({ output, errors }, count = 15) =>
  `${output}\n${errors}`.trim().split("\n").slice(-count).join("\n");
