import "server-only";
import { cookies } from "next/headers";
import { env } from "./env";
import type { SecretToken } from "./token";

const NAME = "countersign.half-session";
/** The only pages that it is sent to. */
const PATH = "/sign-in";
const MAX_AGE_S = 600;

/** Remembers in the browser that a password was right. It is no session: nothing but the second step takes it. */
export async function keepHalfSession(token: SecretToken): Promise<void> {
  (await cookies()).set(NAME, token, {
    httpOnly: true,
    secure: env().secure,
    sameSite: "strict",
    path: PATH,
    maxAge: MAX_AGE_S,
  });
}

/** Forgets it. */
export async function dropHalfSession(): Promise<void> {
  (await cookies()).set(NAME, "", { httpOnly: true, path: PATH, maxAge: 0 });
}

/** What this browser holds of a sign-in under way; empty where it holds nothing. */
export async function halfSessionOfRequest(): Promise<string> {
  return (await cookies()).get(NAME)?.value ?? "";
}
