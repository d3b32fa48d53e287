import "server-only";
import { findRequestByNumber } from "@/lib/db/approvals";
import { requestWaits } from "@/lib/db/due-requests";
import { findSystemAt } from "@/lib/db/systems";
import { parseRequestNumber } from "@/lib/domain/approvals/request";
import { err, ok } from "@/lib/domain/kernel/result";
import { mayOnSystem } from "@/lib/domain/people/may";
import { publicAddress } from "@/lib/server/mail";
import { NO_REQUEST, programSees } from "@/lib/server/program-rights";
import { receiptOf } from "@/lib/server/receipt";
import { defineTokenLoader } from "@/lib/server/token-loader";
import { waitWhile } from "@/lib/server/wait-while";

/** A request that this program may read. */
export const loadForProgram = defineTokenLoader({
  load: async ({ read, actor, asOf }, number: string) => {
    const wanted = parseRequestNumber(number);
    const record = wanted === null ? null : await findRequestByNumber(read, wanted);
    if (!record || !programSees(actor, record)) return err(NO_REQUEST);
    return ok({ record, asOf, url: publicAddress(`/approvals/${record.number}`) });
  },
});

/** Returns once a request is decided and its delay over, at the latest after `waitS` seconds (30 at most). */
export const loadOnceSettled = defineTokenLoader({
  load: async ({ read }, number: string, waitS: number, gone: AbortSignal) => {
    const wanted = parseRequestNumber(number);
    if (wanted !== null) await waitWhile(() => requestWaits(read, wanted), waitS, gone);
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
    const id = (await findSystemAt(read, slug))?.id;
    if (id && mayOnSystem(actor, id, "system:read")) return ok(id);
    return err({
      code: "invalid-input",
      issues: [{ path: "system", message: "There is no such system. Name it as its address does." }],
    });
  },
});
