import { z } from "zod";
import { APPROVAL_STATES } from "@/lib/domain/approvals/request";
import { ACTION_CHARS_MAX, ACTION_NAME, payloadProblem } from "@/lib/domain/external/action";
import type { Json } from "@/lib/domain/external/strict-json";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import { line, orNull, prose, systemId, uuid } from "@/lib/server/fields";

const actionName = z
  .string({ error: "Name the action, such as deploy." })
  .max(ACTION_CHARS_MAX, `At most ${ACTION_CHARS_MAX} characters.`)
  .regex(ACTION_NAME, "Name the action in lower case, such as deploy or fail-over.region.");

const payload = z
  .unknown()
  .superRefine((value, context) => {
    const problem = value === undefined ? "it is missing" : payloadProblem(value);
    if (problem) context.addIssue({ code: "custom", message: `The payload can’t be taken: ${problem}.` });
  })
  .transform((value) => value as Json);

const reason = prose(1_000).refine((text) => text.length > 0, "Say why; whoever signs reads it.");

/** What is kept of an external action, and what runs of it. */
export const runInput = z.strictObject({
  action: actionName,
  systemId: orNull(systemId),
  about: line(160, "what happens, in a few words"),
  reason,
  payload,
});

export const withdrawInput = z.strictObject({
  requestId: uuid.transform((id) => id as ApprovalRequestId),
});

/** How a program asks: the system by the last part of its address. */
export const askBody = runInput.omit({ systemId: true }).extend({
  system: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/, "Name the system as its address does, such as payments.")
    .nullish(),
});

/** What releases: the hash of exactly what would run. */
export const collectBody = z.strictObject({
  payloadHash: z.string().regex(/^[0-9a-f]{64}$/, "Send the SHA-256 in lower-case hex."),
});

const instant = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A request as a program reads it. */
export const approvalAnswer = z.strictObject({
  number: z.int().min(1),
  name: z.string().describe("As people call it: AR-12"),
  url: z.url().describe("The page where people decide"),
  state: z.enum(APPROVAL_STATES),
  collectable: z.boolean().describe("Approved, its delay over: collect releases it now"),
  released: z.boolean().describe("True only in the one answer of collect that releases it"),
  bootstrap: z.literal(false),
  emergency: z.boolean().describe("Somebody went ahead without the signatures; somebody else reviews that"),
  command: z.string(),
  input: z
    .unknown()
    .describe("Verbatim what is signed; payloadHash is the SHA-256 of {command, input} as RFC 8785"),
  payloadHash: hash,
  about: z.string(),
  reason: z.string(),
  requester: z.string(),
  system: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  createdAt: instant,
  expiresAt: instant,
  notBefore: instant.nullable(),
  decidedAt: instant.nullable(),
  outcome: z.string().nullable(),
  signed: z.int().min(0),
  needed: z.int().min(0),
  votes: z.array(
    z.strictObject({
      voter: z.string(),
      vote: z.enum(["approve", "reject"]),
      reason: z.string(),
      payloadHash: hash,
      at: instant,
    }),
  ),
});
export type ApprovalAnswer = z.output<typeof approvalAnswer>;

/** The answer while nobody else can sign yet: it is released at once, and said to be so. */
export const bootstrapAnswer = z.strictObject({
  number: z.null(),
  state: z.literal("executed"),
  released: z.literal(true),
  bootstrap: z.literal(true),
  command: z.string(),
  input: z.unknown(),
  payloadHash: hash,
});

/** Every refusal. */
export const errorAnswer = z.strictObject({
  error: z.object({
    code: z.enum([
      "invalid-input",
      "unauthenticated",
      "forbidden",
      "not-found",
      "stale",
      "too-many",
      "refused",
      "already-collected",
      "not-approved",
      "not-due",
      "other-content",
      "closed",
    ]),
    reason: z.string().optional().describe("A sentence that says what to do"),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    retryAfterS: z.number().optional(),
  }),
});

/** The answer while an effect waits for its place in the log. */
export const sequencingAnswer = z.strictObject({ sequencing: z.literal(true), retryAfterS: z.number() });

/** What proves offline that two persons released something. */
export const receiptAnswer = z.strictObject({
  kind: z.literal("countersign-receipt"),
  v: z.literal(1),
  statement: z.string().describe("What was asked for and who signed it, as canonical JSON, verbatim"),
  entry: z.strictObject({
    leaf: z.string().describe("The entry of the log, verbatim"),
    detail: z.strictObject({ salt: z.string(), text: z.string() }),
  }),
  proof: z.strictObject({
    index: z.int().min(0),
    size: z.int().min(1),
    hashes: z.array(hash),
    root: hash,
    checkpoint: z.string().describe("A signed note (C2SP tlog-checkpoint)"),
  }),
});

export const checkpointAnswer = z.string().describe("Origin, size and root, an empty line, signatures");
