// Finds out about other processes: is one alive, is it still the same one, which ones work in a folder.
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Is there a process with this id? One of another user counts. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** When a process began, as its system says it, so that a reused id is not taken for the same process; "" where unknown. */
export function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/**
 * Ids of the processes that work in this folder and whose command line matches (Linux; elsewhere none are seen).
 * A database server and each of its parts works in its data folder.
 */
export function processesIn(folder, command) {
  if (process.platform !== "linux") return [];
  const path = realpathSync(folder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === path &&
          command.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))
        );
      } catch {
        return false; // it ended meanwhile, or belongs to another user
      }
    });
}

/** Sends a signal; a process that is gone or not ours is no error. */
export function signal(pid, name) {
  if (!(pid > 0)) return; // 0 and below would mean whole groups
  try {
    process.kill(pid, name);
  } catch {
    // it ended by itself
  }
}

/**
 * Waits until something holds.
 * @returns whether it did within the time
 */
export async function until(condition, limitMs, pauseMs = 25) {
  const endMs = performance.now() + limitMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() > endMs) return false;
    await sleep(pauseMs);
  }
}
