import { Stop } from "./exit-codes";

/** What the server said. */
export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** How long one call can take: longer than the server lets a reader wait. */
const CALL_MS_MAX = 45_000;
const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

export type Server = {
  /** Null: it can't be reached, or what came is no answer of Countersign; worth another try. */
  readonly call: (
    method: "GET" | "POST",
    path: string,
    body?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer | null>;
};

/** The server that the settings name; the token comes from the environment only, so that no list of processes shows it. */
export function serverOf(url: string | undefined, token: string | undefined): Server {
  if (!url || !URL.canParse(url))
    throw new Stop("usage", "Set COUNTERSIGN_URL to the address of Countersign, or give --url.");
  if (!token) throw new Stop("usage", "Set COUNTERSIGN_TOKEN to a token of Countersign (Settings, Tokens).");
  const { origin, protocol, hostname } = new URL(url);
  if (protocol !== "https:" && !(protocol === "http:" && LOCAL.has(hostname)))
    throw new Stop(
      "usage",
      "COUNTERSIGN_URL must begin with https://, or the token would travel in the clear.",
    );
  return {
    call: async (method, path, body, headers = {}) => {
      try {
        const response = await fetch(origin + path, {
          method,
          redirect: "error",
          signal: AbortSignal.timeout(CALL_MS_MAX),
          headers: {
            authorization: `Bearer ${token}`,
            accept: "application/json",
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          ...(body === undefined ? {} : { body }),
        });
        const value: unknown = await response.json();
        if (response.status >= 500 || typeof value !== "object" || value === null) return null;
        return { status: response.status, body: value as Record<string, unknown> };
      } catch {
        return null;
      }
    },
  };
}

/** What a refusal of the server says. */
export function refusalOf({ body }: Answer): { readonly code: string; readonly reason: string } {
  const error = (body["error"] ?? {}) as {
    readonly code?: string;
    readonly reason?: string;
    readonly issues?: readonly { readonly path: string; readonly message: string }[];
  };
  const issues = error.issues?.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(" ");
  return { code: error.code ?? "refused", reason: error.reason ?? issues ?? "The server refused." };
}
