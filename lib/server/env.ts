import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.string().min(1, "set DATABASE_URL to the PostgreSQL database of this installation"),
  AUTH_SECRET: z
    .string()
    .min(32, "set AUTH_SECRET to at least 32 random characters, the same on every instance"),
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
});

export type Env = z.infer<typeof schema> & { readonly secure: boolean; readonly origin: string };

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
  const result = schema.safeParse(process.env);
  if (!result.success)
    throw new Error(
      result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  if (Boolean(result.data.NOTICE_WEBHOOK_URL) !== Boolean(result.data.NOTICE_WEBHOOK_SECRET))
    throw new Error("set both NOTICE_WEBHOOK_URL and NOTICE_WEBHOOK_SECRET, or neither");
  const { origin, protocol } = new URL(result.data.PUBLIC_URL);
  return { ...result.data, origin, secure: protocol === "https:" };
}
