import { z } from "zod";

const KEY_WORDS =
  "set CHECKPOINT_KEY to 32 random bytes in base64 (openssl rand -base64 32), the same on every instance";

const schema = z
  .object({
    DATABASE_URL: z.string().min(1, "set DATABASE_URL to the PostgreSQL database of this installation"),
    AUTH_SECRET: z
      .string()
      .min(32, "set AUTH_SECRET to at least 32 random characters, the same on every instance"),
    CHECKPOINT_KEY: z
      .string({ error: KEY_WORDS })
      .refine((text) => Buffer.from(text, "base64url").length === 32, KEY_WORDS),
    CHECKPOINT_FILE: z.string().optional(),
    CHECKPOINT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    CHECKPOINT_WEBHOOK_SECRET: z.string().min(16).optional(),
    COUNTERSIGN_DATA: z.string().optional(),
    PUBLIC_URL: z.url({
      protocol: /^https?$/,
      error: "set PUBLIC_URL to the address that people type, such as https://posture.example.com",
    }),
    SMTP_URL: z.string().optional(),
    NOTICE_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, error: "set NOTICE_WEBHOOK_URL to an address that takes notices by POST" })
      .optional(),
    NOTICE_WEBHOOK_SECRET: z
      .string()
      .min(24, "set NOTICE_WEBHOOK_SECRET to at least 24 random characters, or to whsec_ and base64")
      .optional(),
    MAIL_FROM: z.string().default("Countersign <countersign@localhost>"),
    EVIDENCE_LIMIT_MB: z.coerce.number().int().min(1).max(100).default(25),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .refine((all) => !all.CHECKPOINT_WEBHOOK_URL || all.CHECKPOINT_WEBHOOK_SECRET, {
    path: ["CHECKPOINT_WEBHOOK_SECRET"],
    error:
      "set it beside CHECKPOINT_WEBHOOK_URL, to at least 16 characters; receivers check signatures with it",
  });

export type Env = z.infer<typeof schema> & { readonly secure: boolean; readonly origin: string };

/** A setting that is there and empty is not set. */
const said = (settings: NodeJS.ProcessEnv): object =>
  Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== "" || !OPTIONAL.has(name)));
const OPTIONAL: ReadonlySet<string> = new Set([
  "CHECKPOINT_FILE",
  "CHECKPOINT_WEBHOOK_URL",
  "CHECKPOINT_WEBHOOK_SECRET",
  "NOTICE_WEBHOOK_URL",
  "NOTICE_WEBHOOK_SECRET",
]);

let parsed: Env | undefined;

/**
 * The settings of this process, read once. The only place that looks at `process.env`.
 *
 * @throws with one line per wrong setting
 */
export function env(): Env {
  parsed ??= parse();
  return parsed;
}

function parse(): Env {
  const result = schema.safeParse(said(process.env));
  if (!result.success)
    throw new Error(
      result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  if (Boolean(result.data.NOTICE_WEBHOOK_URL) !== Boolean(result.data.NOTICE_WEBHOOK_SECRET))
    throw new Error("set both NOTICE_WEBHOOK_URL and NOTICE_WEBHOOK_SECRET, or neither");
  const { origin, protocol } = new URL(result.data.PUBLIC_URL);
  return { ...result.data, origin, secure: protocol === "https:" };
}
