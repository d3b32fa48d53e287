import { presentOpenApi } from "@/lib/features/external/present";
import { publicAddress } from "@/lib/server/mail";

/** What this API takes and answers, as OpenAPI 3.1. */
export async function GET(): Promise<Response> {
  return Response.json(presentOpenApi(publicAddress("/").replace(/\/$/, "")));
}
