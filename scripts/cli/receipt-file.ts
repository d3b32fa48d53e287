import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyReceipt } from "../../lib/domain/approvals/verify-receipt";
import { Stop } from "./exit-codes";
import { digest, readKeys, verifySignature } from "./hashing";
import { note } from "./output";
import type { Server } from "./server";

const TRIES_MAX = 30;
const RETRY_MS = 2_000;

type Wanted = {
  readonly file: string | undefined;
  readonly keys: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
};

/**
 * Fetches the receipt, verifies it where keys are given, and keeps it in the file that was named.
 *
 * @returns the file; null where none was wanted, or where the log did not sign it in time: it can be fetched later
 */
export async function keepReceipt(
  server: Server,
  path: string,
  { file, keys, facts }: Wanted,
): Promise<string | null> {
  if (file === undefined) return null;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answer = await server.call("GET", `${path}/receipt`);
    if (answer?.status === 200) {
      writeFileSync(file, `${JSON.stringify(answer.body, null, 2)}\n`);
      const verified =
        keys === undefined
          ? null
          : verifyReceipt(answer.body, readKeys(keys), { digest, verify: verifySignature });
      if (verified && !verified.ok)
        throw new Stop(
          "not-verified",
          `It was released, but its receipt does not verify: ${verified.error.reason}`,
          facts,
        );
      return file;
    }
    if (answer && answer.status !== 202 && answer.status !== 429) break;
    await sleep(RETRY_MS);
  }
  note("It was released; its receipt could not be fetched yet. Its page offers it.");
  return null;
}
