import "server-only";
import type { Tx } from "@/lib/db/client";
import { insertSession } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import { addressOf, type Caller } from "./caller";
import { hashToken, makeToken, type SecretToken } from "./token";

/** Opens a session for somebody who has proved who they are, all of it. */
export async function openSession(tx: Tx, userId: UserId, caller: Caller): Promise<SecretToken> {
  const token = makeToken();
  const agent = caller.kind === "session" ? caller.agent : caller.kind;
  await insertSession(tx, { userId, tokenHash: hashToken(token), address: addressOf(caller), agent });
  return token;
}
