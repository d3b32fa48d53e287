import { readiness } from "@/lib/server/health";

/** The process can do its work: for load balancers. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
