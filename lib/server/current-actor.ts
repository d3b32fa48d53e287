import "server-only";
import { cache } from "react";
import { reader } from "@/lib/db/client";
import { touchSession } from "@/lib/db/sessions";
import { type Actor, identify } from "./actor";
import { callerOfRequest } from "./auth";
import "./database";

/** The person who asked for this page, once per request; null when nobody is signed in. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const read = reader();
  const actor = await identify(read, await callerOfRequest());
  if (actor) await touchSession(read, actor.sessionId);
  return actor;
});
