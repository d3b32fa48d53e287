import "server-only";
import { headers } from "next/headers";
import NextAuth, { type NextAuthResult } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { reader } from "@/lib/db/client";
import { findSessionHolder } from "@/lib/db/sessions";
import type { Caller } from "./caller";
import { env } from "./env";
import { hashToken, type SecretToken } from "./token";

const SESSION_DAYS = 14;

let made: NextAuthResult | undefined;

/**
 * next-auth keeps the cookie: an encrypted JWT that carries nothing but our session token, which the database
 * can revoke. The only credential it takes is such a token, minted by the gate after the real check.
 */
function nextAuth(): NextAuthResult {
  made ??= NextAuth({
    secret: env().AUTH_SECRET,
    trustHost: true,
    useSecureCookies: env().secure,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { token: {} },
        authorize: async ({ token }) => {
          if (typeof token !== "string") return null;
          const holder = await findSessionHolder(reader(), hashToken(token));
          return holder ? { id: token } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.id ? { sub: user.id } : token),
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
    },
  });
  return made;
}

/** Puts the session into the cookie of the answer under way. */
export async function keepSession(token: SecretToken): Promise<void> {
  await nextAuth().signIn("credentials", { token, redirect: false });
}

/** Removes the cookie. The session itself is ended by a command. */
export async function dropSession(): Promise<void> {
  await nextAuth().signOut({ redirect: false });
}

/** Who sent the request under way. */
export async function callerOfRequest(idempotencyKey: string | null = null): Promise<Caller> {
  const [session, head] = await Promise.all([nextAuth().auth(), headers()]);
  return {
    kind: "session",
    token: session?.user?.id ?? null,
    address: head.get("x-client-address")?.slice(0, 64) ?? "unknown",
    agent: head.get("user-agent")?.slice(0, 200) ?? "",
    idempotencyKey,
  };
}
