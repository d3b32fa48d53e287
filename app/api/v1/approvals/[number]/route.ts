import { ok } from "@/lib/domain/kernel/result";
import { loadForProgram, loadOnceSettled } from "@/lib/features/external/loaders";
import { presentForProgram } from "@/lib/features/external/present";
import { apiAnswer } from "@/lib/server/api";
import { tokenCallerOf } from "@/lib/server/token-loader";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** A request as it stands; with `?wait=` seconds, once it is decided. Reading releases nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller.ok) return apiAnswer(caller);
  const { number } = await params;
  const waitS = Number(new URL(request.url).searchParams.get("wait") ?? 0);
  const first = await loadForProgram(caller.value, number);
  if (!first.ok) return apiAnswer(first);
  if (waitS > 0) await loadOnceSettled(caller.value, number, waitS, request.signal);
  const seen = waitS > 0 ? await loadForProgram(caller.value, number) : first;
  return apiAnswer(seen.ok ? ok(presentForProgram(seen.value)) : seen);
}
