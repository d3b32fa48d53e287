import { registry } from "@/lib/registry";
import { currentActor } from "@/lib/server/current-actor";
import { idempotencyKeyOf } from "@/lib/server/form";
import { answer, refuse } from "@/lib/server/http";
import { consume } from "@/lib/server/throttle";
import { readUpload } from "@/lib/server/upload";

const addFile = registry.get("checklists.add-file");

/** Adds a file as proof. A browser's own form is sent back to its page; everybody else gets JSON. */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return refuse({ code: "unauthenticated", reason: "You are signed out." });
  const slowDown = await consume([{ limit: "uploads-person", key: actor.sessionId }]);
  if (slowDown) return reply(request, refuse(slowDown));
  const upload = await readUpload(request);
  if (!upload.ok) return reply(request, refuse(upload.error));
  const { title, idempotencyKey, ...values } = upload.value.values;
  const input = { ...values, title: title || upload.value.fileName, bytes: upload.value.bytes };
  if (!addFile) throw new Error("the registry has no command for evidence files");
  return reply(request, await answer(addFile, input, idempotencyKeyOf(idempotencyKey)));
}

/** Where a form without script came from: a checklist of ours, else the start page. */
function placeOf(request: Request): URL {
  const start = new URL("/", request.url);
  const referer = request.headers.get("referer") ?? "";
  const place = URL.canParse(referer)
    ? new URL(new URL(referer).pathname + new URL(referer).search, start)
    : start;
  if (!/^\/systems\/[a-z0-9-]+\/checklists\/[a-z]+$/.test(place.pathname)) return start;
  place.searchParams.delete("refused");
  return place;
}

async function reply(request: Request, response: Response): Promise<Response> {
  if (!request.headers.get("accept")?.includes("text/html")) return response;
  const place = placeOf(request);
  if (!response.ok) place.searchParams.set("refused", await fieldOf(response));
  return new Response(null, {
    status: 303,
    headers: { location: `${place.pathname}${place.search}#evidence` },
  });
}

/** The field that was wrong: the page has its own words for each. */
async function fieldOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const path = /"path":"(file|title|note|effectiveOn|covers)"/.exec(JSON.stringify(body))?.[1];
  return path ?? "other";
}
