// One start at a time on a data folder: a file names the process that holds it.
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { birthOf, isAlive } from "./processes.mjs";
import { Refusal } from "./say.mjs";

const lockOf = (data) => join(data, "start.lock");

/** The process that has the data folder now, if any. */
export const holderOfData = (data) => holderOf(lockOf(data));

function holderOf(file) {
  try {
    const { pid, birth } = JSON.parse(readFileSync(file, "utf8"));
    return isAlive(pid) && birthOf(pid) === birth ? pid : undefined;
  } catch {
    return undefined; // no file, or one cut off by a crash
  }
}

/**
 * Takes the data folder for this process.
 * @returns `release`, and whether an earlier holder ended without releasing (`recovered`)
 * @throws a refusal when another process has it
 */
export function takeDataFolder(data) {
  const file = lockOf(data);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }));
  try {
    for (let recovered = false; ; recovered = true) {
      const holder = holderOf(file);
      if (holder !== undefined) {
        throw new Refusal(
          `Countersign already runs on ${data} (process ${holder}): stop it first, or choose another folder with --data.`,
        );
      }
      if (recovered) rmSync(file, { force: true });
      try {
        linkSync(mine, file); // fails when the file exists: only one of two wins
        return { recovered, release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (error.code !== "EEXIST" || recovered) throw error;
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}
