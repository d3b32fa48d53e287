import { parseRequestNumber } from "@/lib/domain/approvals/request";
import { err, ok } from "@/lib/domain/kernel/result";
import { hashToCollect, presentForProgram } from "@/lib/features/external/present";
import { apiAnswer, readJson } from "@/lib/server/api";
import { collectApproved } from "@/lib/server/collect";
import { NO_REQUEST } from "@/lib/server/program-rights";
import { tokenCallerOf } from "@/lib/server/token-loader";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** Releases an approved external action, once: only the 200 of this route does. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller.ok) return apiAnswer(caller);
  const body = await readJson(request);
  if (!body.ok) return apiAnswer(body);
  const hash = hashToCollect(body.value);
  if (!hash.ok) return apiAnswer(hash);
  const number = parseRequestNumber((await params).number);
  if (number === null) return apiAnswer(err(NO_REQUEST));
  const released = await collectApproved(caller.value, number, hash.value);
  if (!released.ok) return apiAnswer(released);
  return apiAnswer(ok(presentForProgram(released.value, true)));
}
