import { z } from "zod";

/** The schemas of what a route takes and gives, by the name that the document knows them under. */
export type ApiSchemas = Readonly<
  Record<
    "AskBody" | "CollectBody" | "Approval" | "Bootstrap" | "Receipt" | "Sequencing" | "Checkpoint" | "Error",
    z.ZodType
  >
>;

/** How refusals of each status are described. */
const REFUSALS = {
  401: "No live token was sent",
  403: "The token or its owner may not do this",
  404: "There is no such request, or none that this token sees",
  409: "Not at this moment, or not any more; the code says why",
  422: "Something sent can’t be taken; the issues say what",
  429: "Too many calls; try again after Retry-After seconds",
} as const;
type Refused = keyof typeof REFUSALS;

const ref = (name: keyof ApiSchemas) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: keyof ApiSchemas) => ({ "application/json": { schema: ref(name) } });
const given = (description: string, name: keyof ApiSchemas) => ({ description, content: json(name) });
const takes = (name: keyof ApiSchemas) => ({ required: true, content: json(name) });

/** Refusals of a route, by status. */
function refused(...statuses: readonly Refused[]) {
  return Object.fromEntries(statuses.map((status) => [status, given(REFUSALS[status], "Error")]));
}

const NUMBER = {
  name: "number",
  in: "path",
  required: true,
  description: "12 or AR-12",
  schema: { type: "string", pattern: "^(AR-)?[1-9][0-9]{0,8}$" },
};
const WAIT = {
  name: "wait",
  in: "query",
  description: "Answer once it is decided, at the latest after so many seconds",
  schema: { type: "integer", minimum: 0, maximum: 30 },
};
const KEY = {
  name: "Idempotency-Key",
  in: "header",
  description: "Sending the same twice with one key asks once",
  schema: { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$" },
};

/**
 * The API as OpenAPI 3.1, from the very schemas that check what comes in.
 *
 * @param schemas bodies as they are sent, answers as they are given
 * @param origin where this installation answers
 */
export function openApiDocument(schemas: ApiSchemas, origin: string): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign: external actions",
      version: "1",
      description:
        "A program asks for an action, a second person approves exactly that content, the program collects it once. Only the 200 of collect releases anything; reading a request or a receipt never does.",
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    paths: paths(),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "cs_ and 43 characters" } },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema, name.endsWith("Body"))]),
      ),
    },
  };
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is. */
function schemaOf(schema: z.ZodType, sent: boolean): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: sent ? "input" : "output",
    unrepresentable: "any",
  });
  return rest;
}

function paths(): object {
  const one = "/api/v1/approvals/{number}";
  return {
    "/api/v1/approvals": {
      post: {
        operationId: "ask",
        summary: "Ask for an external action",
        parameters: [KEY],
        requestBody: takes("AskBody"),
        responses: {
          200: given("Released at once: nobody else can sign in this installation yet", "Bootstrap"),
          202: given("It waits for a second person", "Approval"),
          ...refused(401, 403, 409, 422, 429),
        },
      },
    },
    [one]: {
      get: {
        operationId: "read",
        summary: "A request as it stands",
        parameters: [NUMBER, WAIT],
        responses: { 200: given("The request", "Approval"), ...refused(401, 404, 429) },
      },
    },
    [`${one}/collect`]: {
      post: {
        operationId: "collect",
        summary: "Release it, once",
        parameters: [NUMBER],
        requestBody: takes("CollectBody"),
        responses: {
          200: given("Released by this answer, and by no other", "Approval"),
          ...refused(401, 403, 404, 409, 422, 429),
        },
      },
    },
    [`${one}/withdraw`]: {
      post: {
        operationId: "withdraw",
        summary: "Take it back",
        parameters: [NUMBER],
        responses: { 200: given("The request, withdrawn", "Approval"), ...refused(401, 403, 404, 409, 429) },
      },
    },
    [`${one}/receipt`]: {
      get: {
        operationId: "receipt",
        summary: "The receipt of what took effect; it releases nothing",
        parameters: [NUMBER],
        responses: {
          200: given("The receipt, to be verified offline", "Receipt"),
          202: given(
            "The log has not numbered its entry yet; ask again after Retry-After seconds",
            "Sequencing",
          ),
          ...refused(401, 404, 409, 429),
        },
      },
    },
    "/api/v1/checkpoint": {
      get: {
        operationId: "checkpoint",
        summary: "The newest signed checkpoint of the log",
        security: [],
        responses: {
          200: {
            description: "A signed note (C2SP)",
            content: { "text/plain": { schema: ref("Checkpoint") } },
          },
        },
      },
    },
  };
}
