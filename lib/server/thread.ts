import "server-only";
import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "@/lib/domain/kernel/result";

/**
 * How long a thread may take before it is ended: so many milliseconds of work, told from the processor time of the whole
 * process, so that a busy machine is not taken for a hard question; and of waiting, in any case.
 */
export interface ThreadLimit {
  readonly workMs: number;
  readonly waitMs: number;
}

/** Why a question got no answer; `cause` is what the thread died of. */
export type Unanswered =
  | { readonly code: "busy" }
  | { readonly code: "too-long" }
  | { readonly code: "too-large" }
  | { readonly code: "failed"; readonly cause: unknown };

export interface ThreadSpec {
  /**
   * What the thread runs, as the text of a CommonJS module, so that no bundler looks inside. It finds packages from the
   * directory that the server runs in, says "ready" once it listens, and answers each message with one.
   */
  readonly source: string;
  /** What it is given at its start, as `workerData`. */
  readonly data?: () => Promise<unknown>;
  readonly start: ThreadLimit;
  readonly answer: ThreadLimit;
  readonly heapMbMax: number;
  /** Questions that may wait, the one that is being answered among them: in all, and of one asker. */
  readonly waitingMax: number;
  readonly waitingOfOneMax?: number;
}

const LOOK_MS = 50;

/**
 * A thread that answers one question after the other, within limits. It is started by the first question; one that takes
 * too long, too much memory or dies is ended, and the next question starts another. A caller may run on: nothing of it is
 * on the thread of the server.
 *
 * @returns asks a question, for somebody where that is said
 */
export function boundedThread<Q, A>(
  spec: ThreadSpec,
): (question: Q, asker?: string) => Promise<Result<A, Unanswered>> {
  const waiting: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let thread: Promise<Result<Worker, Unanswered>> | null = null;

  const running = () => {
    thread ??= startThread(spec, () => {
      thread = null;
    });
    return thread;
  };
  const answered = async (question: Q): Promise<Result<A, Unanswered>> => {
    const started = await running();
    if (!started.ok) return started;
    const worker = started.value;
    const answer = await answerOf(worker, spec.answer, () => worker.postMessage(question));
    if (answer.ok) return ok(answer.value as A);
    await worker.terminate();
    return answer;
  };

  return async (question, asker = "") => {
    const own = waiting.filter((one) => one === asker).length;
    if (waiting.length >= spec.waitingMax || own >= (spec.waitingOfOneMax ?? spec.waitingMax))
      return err({ code: "busy" });
    waiting.push(asker);
    const turn = last.then(() => answered(question));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting.splice(waiting.indexOf(asker), 1);
    }
  };
}

/** @param ended is told once, when the thread is no more, also between two questions */
async function startThread(spec: ThreadSpec, ended: () => void): Promise<Result<Worker, Unanswered>> {
  let worker: Worker;
  try {
    worker = new Worker(spec.source, {
      eval: true,
      workerData: await spec.data?.(),
      resourceLimits: { maxOldGenerationSizeMb: spec.heapMbMax },
    });
  } catch (thrown) {
    ended();
    throw thrown;
  }
  worker.unref();
  worker.on("error", () => undefined).once("exit", ended); // It must not take the server with it.
  const ready = await answerOf(worker, spec.start);
  if (ready.ok) return ok(worker);
  await worker.terminate();
  return ready;
}

/** What the thread says next. */
function answerOf(
  worker: Worker,
  { workMs, waitMs }: ThreadLimit,
  ask?: () => void,
): Promise<Result<unknown, Unanswered>> {
  return new Promise((resolve) => {
    const cpuBefore = process.cpuUsage();
    const since = performance.now();
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(cpuBefore);
      const waitedMs = performance.now() - since;
      const hasWorked = waitedMs >= workMs && (user + system) / 1_000 >= workMs;
      if (hasWorked || waitedMs >= waitMs) settle(err({ code: "too-long" }));
    }, LOOK_MS);
    const answer = (value: unknown) => settle(ok(value));
    const fail = (cause: unknown) => settle(err(whyFailed(cause)));
    const settle = (result: Result<unknown, Unanswered>) => {
      clearInterval(timer);
      worker.off("message", answer).off("error", fail).off("exit", fail);
      resolve(result);
    };
    worker.on("message", answer).on("error", fail).on("exit", fail);
    ask?.();
  });
}

function whyFailed(cause: unknown): Unanswered {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { code: "too-large" }
    : { code: "failed", cause };
}
