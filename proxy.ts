import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/server/env";
import {
  contentSecurityPolicy,
  DATA_POLICY,
  isForeignWrite,
  SECURITY_HEADERS,
  STRICT_TRANSPORT,
} from "@/lib/server/headers";

/** Answers that are the same for everybody and say themselves how long they may be kept. */
const PUBLIC_DATA: ReadonlySet<string> = new Set(["/api/v1/checkpoint"]);

/** Runs before every page and route: refuses writes from elsewhere and gives each answer its security headers. */
export function proxy(request: NextRequest): NextResponse {
  const { origin, secure } = env();
  if (isForeign(request, origin))
    return withHeaders(
      NextResponse.json(
        {
          error: {
            code: "forbidden",
            reason: `This was not sent from ${origin}. Open Countersign there and try again.`,
          },
        },
        { status: 403 },
      ),
      contentSecurityPolicy(null, secure),
      secure,
    );
  const headers = new Headers(request.headers);
  headers.set("x-path", pathOf(request.nextUrl));
  if (request.nextUrl.pathname.startsWith("/api/")) {
    const response = withHeaders(NextResponse.next({ request: { headers } }), DATA_POLICY, secure);
    // Compressing would keep events back until there is enough of them.
    if (request.nextUrl.pathname === "/api/live")
      response.headers.set("cache-control", "no-store, no-transform");
    else if (!PUBLIC_DATA.has(request.nextUrl.pathname)) response.headers.set("cache-control", "no-store");
    return response;
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, secure);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  return withHeaders(NextResponse.next({ request: { headers } }), policy, secure);
}

/** Programs say no origin; where no cookie counts, there is nothing that another site could use. */
function isForeign({ method, headers, nextUrl }: NextRequest, ownOrigin: string): boolean {
  const origin = headers.get("origin");
  if (origin === null && nextUrl.pathname.startsWith("/api/v1/")) return false;
  return isForeignWrite(method, origin, ownOrigin);
}

/** Where the person wants to go, to come back to after sign-in. */
function pathOf(url: NextRequest["nextUrl"]): string {
  const search = new URLSearchParams(url.search);
  search.delete("_rsc");
  return search.size > 0 ? `${url.pathname}?${search}` : url.pathname;
}

function withHeaders(response: NextResponse, policy: string, secure: boolean): NextResponse {
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  if (secure) response.headers.set("strict-transport-security", STRICT_TRANSPORT);
  return response;
}

export const config = { matcher: ["/((?!_next/static/).*)"] };
