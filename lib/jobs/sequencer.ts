import "server-only";
import { openSequencer, type Sequencer } from "@/lib/db/sequencer";
import "@/lib/server/database";
import { env } from "@/lib/server/env";
import { logSigner } from "@/lib/server/log-key";

const CHECKPOINT_MS = 5_000;
const BATCHES_PER_ROUND = 20;

/**
 * What runs about every second: gives places in the tree to what was appended, and signs the tree every few seconds when
 * it grew, at once after a critical action.
 */
export function sequencing(sequencer: Sequencer = openSequencer()): () => Promise<number> {
  let signedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    let total = 0;
    let urgent = false;
    for (let batch = 0; batch < BATCHES_PER_ROUND; batch++) {
      const done = await sequencer.append();
      if (!done) return total;
      total += done.appended;
      urgent ||= done.critical;
      if (done.appended === 0) break;
    }
    if (urgent || performance.now() - signedMs >= CHECKPOINT_MS) {
      signedMs = performance.now();
      await sequencer.sign(logSigner(), { webhook: Boolean(env().CHECKPOINT_WEBHOOK_URL) });
    }
    return total;
  };
}
