import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { canonicalJson } from "../../lib/domain/audit/canonical-json";
import { EXTERNAL_RUN, payloadProblem } from "../../lib/domain/external/action";
import { type Json, parseStrictJson } from "../../lib/domain/external/strict-json";
import { type Arguments, readSpan } from "./arguments";
import { type Ending, Stop } from "./exit-codes";
import { textOrFile } from "./files";
import { sha256Hex } from "./hashing";
import { onInterrupt } from "./interrupt";
import { note } from "./output";
import { keepReceipt } from "./receipt-file";
import { type Answer, refusalOf, type Server, serverOf } from "./server";

/** What is asked for, exactly as it was read. */
type Asked = {
  readonly action: string;
  readonly system: string | null;
  readonly about: string;
  readonly reason: string;
  readonly payload: Json;
};

const RETRY_MS = 2_000;
const TRIES_MAX = 5;
const POLL_S = 25;

/**
 * Asks, waits, and collects once: returns only when this very payload was approved and released to this run. Every other
 * ending is a `Stop`.
 */
export async function gate(given: Arguments): Promise<Readonly<Record<string, unknown>>> {
  const { options, switches } = given;
  const asked = readAsked(given);
  const deadlineMs = Date.now() + readSpan(options.get("wait") ?? "30m");
  const server = serverOf(
    options.get("url") ?? process.env["COUNTERSIGN_URL"],
    process.env["COUNTERSIGN_TOKEN"],
  );
  const first = await ask(server, asked);
  const payloadHash = checkedHash(first, asked);
  if (first.body["bootstrap"] === true) {
    note("Released at once: nobody else can sign in this installation yet (bootstrap).");
    return { payloadHash, bootstrap: true, number: null };
  }
  const name = String(first.body["name"]);
  const facts = { number: first.body["number"], name, url: first.body["url"], payloadHash };
  note(`${name} waits for a second person: ${String(first.body["url"])}`);
  const path = `/api/v1/approvals/${encodeURIComponent(String(first.body["number"]))}`;
  if (switches.has("withdraw-on-timeout")) onInterrupt(() => takeBack(server, path));
  await untilCollectable(server, path, { asked, payloadHash, deadlineMs, facts, switches });
  onInterrupt(null);
  const emergency = await collect(server, path, { asked, payloadHash, facts });
  const receipt = await keepReceipt(server, path, {
    file: options.get("receipt"),
    keys: options.get("key"),
    facts,
  });
  return { ...facts, bootstrap: false, emergency, receipt };
}

function readAsked({ options, rest }: Arguments): Asked {
  const action = options.get("action");
  const payload = options.get("payload");
  if (rest.length > 0) throw new Stop("usage", `${rest.join(" ")} says nothing to gate.`);
  if (!action) throw new Stop("usage", "Name what happens, such as --action deploy.");
  if (payload === undefined)
    throw new Stop("usage", "Give what exactly happens as JSON: --payload @plan.json.");
  const parsed = parseStrictJson(textOrFile(payload));
  if (!parsed.ok)
    throw new Stop(
      "usage",
      `The payload can’t be taken: at character ${parsed.error.at}, ${parsed.error.reason}.`,
    );
  const problem = payloadProblem(parsed.value);
  if (problem) throw new Stop("usage", `The payload can’t be taken: ${problem}.`);
  const system = options.get("system") ?? null;
  return {
    action,
    system,
    about: options.get("about") ?? (system ? `${action} on ${system}` : action),
    reason: options.get("reason") ?? "Asked by a pipeline, without a reason of its own.",
    payload: parsed.value,
  };
}

async function ask(server: Server, asked: Asked): Promise<Answer> {
  const headers = { "idempotency-key": randomUUID() };
  const body = JSON.stringify(asked);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answer = await server.call("POST", "/api/v1/approvals", body, headers);
    if (answer && answer.status !== 429) {
      if (answer.status === 200 || answer.status === 202) return answer;
      throw refusedBy(answer);
    }
    await sleep(RETRY_MS);
  }
  throw new Stop("unreachable", "The server can’t be reached.");
}

function refusedBy(answer: Answer, facts: Readonly<Record<string, unknown>> = {}): Stop {
  const { code, reason } = refusalOf(answer);
  return new Stop("refused", reason, { ...facts, code });
}

/** The hash of what an answer is about, once it is sure that this is what was asked for and nothing else. */
function checkedHash({ body }: Answer, asked: Asked, expected?: string): string {
  const input = body["input"] as Readonly<Record<string, unknown>> | undefined;
  const same =
    body["command"] === EXTERNAL_RUN &&
    input?.["action"] === asked.action &&
    (input["systemId"] === null) === (asked.system === null) &&
    canonicalJson(input["payload"]) === canonicalJson(asked.payload);
  const hash = sha256Hex(canonicalJson({ command: EXTERNAL_RUN, input }));
  if (!same || hash !== body["payloadHash"] || (expected !== undefined && hash !== expected))
    throw new Stop(
      "not-verified",
      "The server answered about other content than what was asked. Nothing is released.",
    );
  return hash;
}

type Waiting = {
  readonly asked: Asked;
  readonly payloadHash: string;
  readonly deadlineMs: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly switches: ReadonlySet<string>;
};

/** How each state that is over ends the tool. */
const OVER: Readonly<Record<string, Ending>> = {
  rejected: "rejected",
  withdrawn: "rejected",
  expired: "timed-out",
  executed: "not-released",
  failed: "not-released",
  stale: "not-released",
};

async function untilCollectable(server: Server, path: string, waiting: Waiting): Promise<void> {
  const { asked, payloadHash, deadlineMs, facts, switches } = waiting;
  let heard = true;
  for (let leftMs = deadlineMs - Date.now(); leftMs > 0; leftMs = deadlineMs - Date.now()) {
    const waitS = Math.min(POLL_S, Math.ceil(leftMs / 1_000));
    const answer = await server.call("GET", `${path}?wait=${waitS}`);
    heard = answer !== null;
    if (answer?.status === 200) {
      checkedHash(answer, asked, payloadHash);
      if (answer.body["collectable"] === true) return;
      const ending = OVER[String(answer.body["state"])];
      if (ending) throw new Stop(ending, overWords(answer.body), { ...facts, state: answer.body["state"] });
    } else if (answer && answer.status !== 429) throw refusedBy(answer, facts);
    else await sleep(Math.min(RETRY_MS, leftMs));
  }
  if (switches.has("withdraw-on-timeout")) await takeBack(server, path);
  throw heard
    ? new Stop("timed-out", "Nobody decided in time.", facts)
    : new Stop("unreachable", "The server can’t be reached any more.", facts);
}

async function takeBack(server: Server, path: string): Promise<void> {
  const answer = await server.call("POST", `${path}/withdraw`);
  if (answer?.status === 200) note("The request was taken back.");
}

function overWords(body: Answer["body"]): string {
  const outcome = body["outcome"];
  return `${String(body["name"])} is ${String(body["state"])}${typeof outcome === "string" ? `: ${outcome}` : "."}`;
}

/**
 * Collects; true where somebody went ahead without the signatures. Only the 200 of this call releases. Where its
 * answer was lost, what a second try says decides.
 */
async function collect(
  server: Server,
  path: string,
  { asked, payloadHash, facts }: Pick<Waiting, "asked" | "payloadHash" | "facts">,
): Promise<boolean> {
  let lost = false;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answer = await server.call("POST", `${path}/collect`, JSON.stringify({ payloadHash }));
    if (answer?.status === 200) {
      checkedHash(answer, asked, payloadHash);
      if (answer.body["released"] === true) return answer.body["emergency"] === true;
    }
    if (answer && answer.status !== 429) throw notCollected(answer, lost, facts);
    lost ||= answer === null;
    await sleep(RETRY_MS);
  }
  throw new Stop(
    "unreachable",
    "The answer to collect was lost. Treat it as not released, and ask again.",
    facts,
  );
}

function notCollected(answer: Answer, lost: boolean, facts: Readonly<Record<string, unknown>>): Stop {
  const { code, reason } = refusalOf(answer);
  if (code === "already-collected" && lost)
    return new Stop(
      "unreachable",
      "It was collected, perhaps by this run, whose answer was lost. Ask again.",
      { ...facts, code },
    );
  const ending = answer.status === 409 ? "not-released" : "refused";
  return new Stop(ending, reason, { ...facts, code });
}
