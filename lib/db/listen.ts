import "server-only";
import { Client } from "pg";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";

/** What the database signals when something commits: kinds and ids, never content. */
export type Signal =
  | { readonly kind: "request"; readonly system: SystemId | null; readonly requester: UserId }
  | { readonly kind: "notice" | "person"; readonly people: readonly string[] };

type Listener = {
  readonly onSignal: (signal: Signal) => void;
  /** After a gap anything may have happened. */
  readonly onState: (listening: boolean) => void;
};

const CHANNEL = "countersign";
const BACKOFF_MS_MIN = 500;
const BACKOFF_MS_MAX = 30_000;
/** A connection that was cut without a word is noticed by asking. */
const CHECK_MS = 15_000;

/**
 * Keeps one connection of its own that listens to the database's signals, for as long as the process lives. A lost one is
 * made again, after half a second at first and half a minute at last. It must reach Postgres directly or through a pooler
 * that keeps sessions.
 *
 * @returns ends it
 */
export function listenForSignals(connectionString: string, { onSignal, onState }: Listener): () => void {
  let ended = false;
  let client: Client | null = null;
  let waitMs = BACKOFF_MS_MIN;
  let timer: NodeJS.Timeout | undefined;

  const lose = (lost: Client) => {
    if (client !== lost) return;
    client = null;
    onState(false);
    lost.end().catch(() => {});
    if (ended) return;
    timer = setTimeout(connect, waitMs * (0.5 + Math.random()));
    timer.unref();
    waitMs = Math.min(BACKOFF_MS_MAX, waitMs * 2);
  };
  const check = (checked: Client) => {
    timer = setTimeout(() => {
      checked.query("select 1").then(
        () => client === checked && check(checked),
        () => lose(checked),
      );
    }, CHECK_MS);
    timer.unref();
  };
  const connect = () => {
    const next = new Client({ connectionString, connectionTimeoutMillis: 8_000, query_timeout: 8_000 });
    client = next;
    next.on("error", () => lose(next));
    next.on("end", () => lose(next));
    next.on("notification", ({ payload }) => {
      const signal = readSignal(payload);
      if (signal) onSignal(signal);
    });
    next
      .connect()
      .then(() => next.query(`listen ${CHANNEL}`))
      .then(
        () => {
          if (client !== next) return;
          waitMs = BACKOFF_MS_MIN;
          onState(true);
          check(next);
        },
        () => lose(next),
      );
  };
  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    const last = client;
    client = null;
    last?.end().catch(() => {});
  };
}

/** Anybody with the channel's name can send to it, so what can't be read is dropped. */
function readSignal(payload: string | undefined): Signal | null {
  try {
    const value = JSON.parse(payload ?? "") as Record<string, unknown>;
    const { kind, people, system, requester } = value;
    if ((kind === "notice" || kind === "person") && Array.isArray(people))
      return { kind, people: people.map(String) };
    if (kind === "request" && typeof requester === "string")
      return {
        kind,
        requester: requester as UserId,
        system: typeof system === "string" ? (system as SystemId) : null,
      };
    return null;
  } catch {
    return null;
  }
}
