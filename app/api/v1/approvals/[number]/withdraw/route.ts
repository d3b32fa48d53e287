import { ok } from "@/lib/domain/kernel/result";
import { loadForProgram } from "@/lib/features/external/loaders";
import { presentForProgram } from "@/lib/features/external/present";
import { registry } from "@/lib/registry";
import { apiAnswer } from "@/lib/server/api";
import { tokenCallerOf } from "@/lib/server/token-loader";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** Takes an external action back before it is collected. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller.ok) return apiAnswer(caller);
  const { number } = await params;
  const seen = await loadForProgram(caller.value, number);
  if (!seen.ok) return apiAnswer(seen);
  const withdraw = registry.get("external.withdraw");
  if (!withdraw) throw new Error("the registry has no command to take external actions back");
  const withdrawn = await withdraw({ requestId: seen.value.record.request.id }, caller.value);
  if (!withdrawn.ok) return apiAnswer(withdrawn);
  const after = await loadForProgram(caller.value, number);
  return apiAnswer(after.ok ? ok(presentForProgram(after.value)) : after);
}
