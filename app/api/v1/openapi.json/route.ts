import { presentOpenApi } from "@/lib/features/external/present-openapi";

/** What this API takes and answers, as OpenAPI 3.1. */
export async function GET(): Promise<Response> {
  return Response.json(presentOpenApi(), { headers: { "cache-control": "no-store" } });
}
