import "server-only";
import { findRequest } from "@/lib/db/approvals";
import type { Read } from "@/lib/db/client";
import { findHolderById, findSessionHolder, type SessionHolder } from "@/lib/db/sessions";
import type { Caller } from "./caller";
import { hashToken } from "./token";

/** A signed-in person, with the rights that they have at this moment. */
export type Actor = SessionHolder;

/** The person behind a caller, or null. Reads the rights anew each time: a lock or a new role counts at once. */
export async function identify(read: Read, caller: Caller): Promise<Actor | null> {
  switch (caller.kind) {
    case "session":
      return caller.token ? findSessionHolder(read, hashToken(caller.token)) : null;
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
