import "server-only";
import { reader } from "@/lib/db/client";
import { listenForSignals, type Signal } from "@/lib/db/listen";
import { requestConcerns } from "@/lib/domain/people/concerns";
import { type Actor, identify } from "./actor";
import { callerOfRequest } from "./auth";
import type { Caller } from "./caller";
import { env } from "./env";
import { log } from "./log";
import "./database";

/** Windows of one session that are live at a time; more of them ask from time to time. */
const PER_SESSION = 6;
const PER_INSTANCE = 1_000;
const HEARTBEAT_MS = 20_000;
/** Several signals of one action reach a window as one event. */
const GATHER_MS = 150;

/** What a window is told: that something moved, or whether this instance hears of everything. Never what it was. */
type LiveEvent = "changed" | "live" | "deaf";

type Window = {
  readonly caller: Caller;
  actor: Actor;
  readonly send: (text: string) => void;
  readonly end: () => void;
  gathering: NodeJS.Timeout | null;
};

/** One connection to the database and all windows of this instance. */
class LiveHub {
  private readonly windows = new Set<Window>();
  private listening = false;
  private closed = false;

  constructor(connectionString: string) {
    listenForSignals(connectionString, {
      onSignal: (signal) => this.pass(signal),
      onState: (listening) => {
        this.listening = listening;
        for (const window of this.windows) {
          window.send(eventText(listening ? "live" : "deaf"));
          if (listening) this.touch(window); // Whatever happened in the gap.
        }
      },
    });
    setInterval(() => this.beat(), HEARTBEAT_MS).unref();
    // A server that is asked to stop waits for its open answers, and these would never end by themselves.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => this.close());
  }

  /** False when there are too many already. */
  admit(window: Window): boolean {
    if (this.closed || this.windows.size >= PER_INSTANCE) return false;
    const mine = [...this.windows].filter(({ actor }) => actor.sessionId === window.actor.sessionId);
    if (mine.length >= PER_SESSION) return false;
    this.windows.add(window);
    window.send(`retry: 5000\n${eventText(this.listening ? "live" : "deaf")}`);
    return true;
  }

  private close(): void {
    this.closed = true;
    for (const window of this.windows) window.end();
  }

  leave(window: Window): void {
    this.windows.delete(window);
    if (window.gathering) clearTimeout(window.gathering);
  }

  private pass(signal: Signal): void {
    for (const window of this.windows) {
      if (signal.kind === "person" && signal.people.includes(window.actor.id)) this.askAgain(window);
      if (concerns(window.actor, signal)) this.touch(window);
    }
  }

  private touch(window: Window): void {
    window.gathering ??= setTimeout(() => {
      window.gathering = null;
      window.send(eventText("changed"));
    }, GATHER_MS);
  }

  private beat(): void {
    for (const window of this.windows) {
      window.send(": still here\n\n");
      this.askAgain(window);
    }
  }

  /** The session may be over, or the rights be others: what was true at the start need not be now. */
  private askAgain(window: Window): void {
    identify(reader(), window.caller).then(
      (actor) => {
        if (actor) window.actor = actor;
        else window.end();
      },
      (thrown: unknown) => {
        log().warn({ err: thrown }, "a live window could not be checked and is closed");
        window.end();
      },
    );
  }
}

function concerns(actor: Actor, signal: Signal): boolean {
  if (signal.kind !== "request") return signal.people.includes(actor.id);
  const about = { systemId: signal.system, requesterId: signal.requester };
  return requestConcerns(actor, about);
}

const eventText = (event: LiveEvent): string => `event: ${event}\ndata: \n\n`;

const held = globalThis as typeof globalThis & { countersignLive?: LiveHub };
function hub(): LiveHub {
  held.countersignLive ??= new LiveHub(env().DATABASE_URL);
  return held.countersignLive;
}

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * A line to one window that stays open while its session lives: server-sent events without content. 401 without a session,
 * 503 where there are too many windows; those ask from time to time instead.
 */
export async function openLive(request: Request): Promise<Response> {
  const caller = await callerOfRequest();
  const actor = await identify(reader(), caller);
  if (!actor || actor.mustChangePassword) return new Response(null, { status: 401 });
  const encoder = new TextEncoder();
  let leave = () => {};
  let admitted = false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const end = () => {
        if (!open) return;
        open = false;
        hub().leave(window);
        controller.close();
      };
      const window: Window = {
        caller,
        actor,
        gathering: null,
        end,
        send: (text) => {
          // Whoever does not read what was sent is cut off rather than remembered.
          if (open && (controller.desiredSize ?? 0) < -BACKLOG_MAX) end();
          if (open) controller.enqueue(encoder.encode(text));
        },
      };
      leave = end;
      admitted = hub().admit(window);
    },
    cancel: () => leave(),
  });
  if (!admitted) return new Response(null, { status: 503, headers: { "retry-after": "60" } });
  request.signal.addEventListener("abort", () => leave(), { once: true });
  return new Response(stream, { headers: HEADERS });
}

/** Events that a window may leave unread. */
const BACKLOG_MAX = 50;
