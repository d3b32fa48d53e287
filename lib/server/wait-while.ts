import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

const WAIT_S_MAX = 30;
const LOOK_EVERY_MS = 1_000;
/** Callers that one instance lets wait at a time; the next ones are answered at once and ask again. */
const WAITING_MAX = 500;
let waiting = 0;

/** Returns once `still` says no, at the latest after `waitS` seconds (30 at most), and when the caller has gone. */
export async function waitWhile(
  still: () => Promise<boolean>,
  waitS: number,
  gone: AbortSignal,
): Promise<void> {
  if (waiting >= WAITING_MAX) return;
  waiting += 1;
  try {
    const looks = (Math.min(waitS, WAIT_S_MAX) * 1_000) / LOOK_EVERY_MS;
    for (let look = 0; look < looks && !gone.aborted && (await still()); look++) await sleep(LOOK_EVERY_MS);
  } finally {
    waiting -= 1;
  }
}
