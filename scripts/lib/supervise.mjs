// Keeps the app and its database running until someone asks for the end.
import { Refusal, say } from "./say.mjs";

const CRASHES_MAX = 3;
const CRASH_WINDOW_MS = 60_000;

/** Counts crashes; more than three within a minute mean that starting again does not help. */
function crashCounter() {
  let recentMs = [];
  return (what) => {
    const nowMs = performance.now();
    recentMs = [...recentMs.filter((atMs) => nowMs - atMs < CRASH_WINDOW_MS), nowMs];
    if (recentMs.length > CRASHES_MAX)
      throw new Refusal(
        `${what} ended ${recentMs.length} times within a minute: see the lines above and data/postgres.log.`,
      );
    say(`${what} ended unexpectedly: starting it again.`);
  };
}

/**
 * Watches until `stopRequested` resolves; what crashes is started again.
 * @param startApp starts the app and gives it once it listens
 * @param cluster the embedded database, undefined for an external one
 */
export async function supervise({ app: first, startApp, cluster, stopRequested }) {
  let app = first;
  const countCrash = crashCounter();
  try {
    for (;;) {
      const ended = await Promise.race([
        stopRequested.then(() => "stop"),
        app.exited.then(() => "app"),
        ...(cluster ? [cluster.exited().then(() => "database")] : []),
      ]);
      if (ended === "stop") return;
      countCrash(ended === "app" ? "The app" : "The database");
      if (ended === "app") app = await startApp();
      else await cluster.startAgain();
    }
  } finally {
    await app.stop();
  }
}
