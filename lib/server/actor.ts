import "server-only";
import { findRequest } from "@/lib/db/approvals";
import type { Read } from "@/lib/db/client";
import { findHolderById, findSessionHolder, type SessionHolder } from "@/lib/db/sessions";
import { findTokenHolder } from "@/lib/db/tokens";
import type { TokenGrant } from "@/lib/domain/tokens/token";
import type { Caller } from "./caller";
import { hashToken } from "./token";

/** A signed-in person, with the rights that they have at this moment. */
export type Actor = SessionHolder & {
  /** What a program may at most, where one speaks for this person. */
  readonly token?: TokenGrant;
};

/** The person behind a caller, or null. Reads the rights anew each time: a lock or a new role counts at once. */
export async function identify(read: Read, caller: Caller): Promise<Actor | null> {
  switch (caller.kind) {
    case "session":
      return caller.token ? findSessionHolder(read, hashToken(caller.token)) : null;
    case "token":
      return findTokenHolder(read, hashToken(caller.secret));
    case "person":
      return findHolderById(read, caller.userId);
    case "approved-request": {
      const found = await findRequest(read, caller.requestId);
      return found && findHolderById(read, found.requester.id);
    }
    case "job":
      return null;
  }
}
