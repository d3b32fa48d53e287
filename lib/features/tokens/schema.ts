import { z } from "zod";
import { ACTION_CHARS_MAX, ACTION_NAME } from "@/lib/domain/external/action";
import { TOKEN_DAYS_MAX, type TokenId } from "@/lib/domain/tokens/token";
import { TOKEN_SCOPES } from "@/lib/domain/tokens/token-scope";
import { line, prose, systemId, uuid } from "@/lib/server/fields";

const LIST_MAX = 50;

const sorted = <T extends string>(values: readonly T[]): readonly T[] => [...new Set(values)].sort();

/** Names of actions as people list them: by commas, spaces or lines. */
const actions = z.preprocess(
  (raw) => (typeof raw === "string" ? raw.split(/[\s,]+/).filter((part) => part !== "") : raw),
  z
    .array(
      z
        .string()
        .max(ACTION_CHARS_MAX, `At most ${ACTION_CHARS_MAX} characters for each action.`)
        .regex(ACTION_NAME, "Name actions in lower case, such as deploy or fail-over.region."),
    )
    .max(LIST_MAX, `At most ${LIST_MAX} actions.`)
    .default([])
    .transform(sorted),
);

const validDays = z.preprocess(
  (raw) => (typeof raw === "string" && /^\s*\d{1,4}\s*$/.test(raw) ? Number(raw) : raw),
  z
    .number({ error: "Write for how many days, such as 90." })
    .int("Write whole days.")
    .min(1, "At least one day.")
    .max(TOKEN_DAYS_MAX, `At most ${TOKEN_DAYS_MAX} days; then ask for another.`),
);

/** What somebody asks a token to be. */
export const askInput = z.strictObject({
  name: line(60, "a name, such as the pipeline that uses it"),
  scopes: z
    .array(z.enum(TOKEN_SCOPES), { error: "Choose what the token is for." })
    .min(1, "Choose what the token is for.")
    .transform(sorted),
  systemIds: z.array(systemId).max(LIST_MAX, `At most ${LIST_MAX} systems.`).default([]).transform(sorted),
  actions,
  validDays,
  reason: prose(1_000).refine(
    (text) => text.length >= 10,
    "Say in a sentence what the token is for; whoever signs reads it.",
  ),
});

export const tokenInput = z.strictObject({ tokenId: uuid.transform((id) => id as TokenId) });
