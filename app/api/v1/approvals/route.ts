import { err } from "@/lib/domain/kernel/result";
import { loadForProgram, loadNamedSystem } from "@/lib/features/external/loaders";
import {
  presentForProgram,
  presentOthers,
  presentReleased,
  splitBody,
} from "@/lib/features/external/present";
import { registry } from "@/lib/registry";
import { apiAnswer, readJson } from "@/lib/server/api";
import { tokenCallerOf } from "@/lib/server/token-loader";

/** Asks for an external action; while it waits for a second person the answer is 202. */
export async function POST(request: Request): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller.ok) return apiAnswer(caller);
  const body = await readJson(request);
  if (!body.ok) return apiAnswer(body);
  const { slug, rest } = splitBody(body.value);
  const system = slug === null ? null : await loadNamedSystem(caller.value, slug);
  if (system && !system.ok) return apiAnswer(system);
  const run = registry.get("external.run");
  if (!run) throw new Error("the registry has no command for external actions");
  const asked = await run({ ...rest, systemId: system?.value ?? null }, caller.value);
  if (asked.ok) return apiAnswer(presentReleased(asked.value));
  if (asked.error.code !== "sent-for-approval") return apiAnswer(asked);
  const seen = await loadForProgram(caller.value, String(asked.error.number));
  if (!seen.ok) return apiAnswer(err(presentOthers(asked.error)));
  const answer = { ok: true, value: presentForProgram(seen.value) } as const;
  return apiAnswer(answer, 202, { location: `/api/v1/approvals/${asked.error.number}` });
}
