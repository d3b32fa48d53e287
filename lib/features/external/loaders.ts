import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { findRequestByNumber, requestWaits } from "@/lib/db/approvals";
import { findSystemIdBySlug } from "@/lib/db/systems";
import { parseRequestNumber } from "@/lib/domain/approvals/request";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { err, ok } from "@/lib/domain/kernel/result";
import { mayOnSystem } from "@/lib/domain/people/may";
import { publicAddress } from "@/lib/server/mail";
import { NO_REQUEST, programSees } from "@/lib/server/program-rights";
import { receiptOf } from "@/lib/server/receipt";
import { defineTokenLoader } from "@/lib/server/token-loader";

/** A request that this program may read. */
export const loadForProgram = defineTokenLoader({
  load: async ({ read, actor, asOf }, number: string) => {
    const wanted = parseRequestNumber(number);
    const record = wanted === null ? null : await findRequestByNumber(read, wanted);
    if (!record || !programSees(actor, record)) return err(NO_REQUEST);
    return ok({ record, asOf, url: publicAddress(`/approvals/${record.number}`) });
  },
});

const WAIT_S_MAX = 30;
const LOOK_EVERY_MS = 1_000;
/** Programs that one instance lets wait at a time; the next ones are answered at once and ask again. */
const WAITING_MAX = 500;
let waiting = 0;

/** Returns once a request is decided and its delay over, at the latest after `waitS` seconds (30 at most). */
export const loadOnceSettled = defineTokenLoader({
  load: async ({ read }, number: string, waitS: number, gone: AbortSignal) => {
    const wanted = parseRequestNumber(number);
    if (wanted === null || waiting >= WAITING_MAX) return ok(null);
    waiting += 1;
    try {
      const looks = (Math.min(waitS, WAIT_S_MAX) * 1_000) / LOOK_EVERY_MS;
      for (let look = 0; look < looks && !gone.aborted && (await requestWaits(read, wanted)); look++)
        await sleep(LOOK_EVERY_MS);
    } finally {
      waiting -= 1;
    }
    return ok(null);
  },
});

/** The receipt of a request that this program reads; null while the log has not signed its entry yet. */
export const loadReceiptForProgram = defineTokenLoader({
  load: async ({ read, actor }, number: string) => {
    const wanted = parseRequestNumber(number);
    const record = wanted === null ? null : await findRequestByNumber(read, wanted);
    return record && programSees(actor, record) ? receiptOf(read, record) : err(NO_REQUEST);
  },
});

/** The system that a program names by its address; one that is hidden from its owner is none. */
export const loadNamedSystem = defineTokenLoader({
  load: async ({ read, actor }, slug: string) => {
    const id: SystemId | null = await findSystemIdBySlug(read, slug);
    if (id && mayOnSystem(actor, id, "system:read")) return ok(id);
    return err({
      code: "invalid-input",
      issues: [{ path: "system", message: "There is no such system. Name it as its address does." }],
    });
  },
});
