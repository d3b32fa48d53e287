import "server-only";
import { lockOwnStrength, putOwnStrength } from "@/lib/db/own-strengths";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { strengthAt, strengthUnderCondition } from "@/lib/domain/catalogue/own-strengths";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { Strength } from "@/lib/domain/threats/vocabulary";
import { FUNCTION_WORD, STRENGTH_WORD } from "@/lib/domain/threats/words";
import { modelCatalogue } from "@/lib/server/catalogue";
import { defineCommand } from "@/lib/server/command";
import { setStrengthInput } from "./schema";

type Scene = {
  readonly about: string;
  readonly version: number;
  readonly before: { readonly strength: Strength; readonly basis: string };
  readonly after: { readonly strength: Strength; readonly basis: string };
  /** What holds where a control states the condition of the row, in words; null where it has none. */
  readonly condition: {
    readonly words: string;
    readonly strengths: { readonly before: string; readonly after: string };
  } | null;
};

const stepWords = (strength: Strength) => `${strength} of 3, ${STRENGTH_WORD[strength].toLowerCase()}`;

/** What a strength was and would be, exactly. */
function needOf({ about, before, after, condition }: Scene, asked: string): ApprovalNeed {
  return {
    about,
    reason: "A strength decides what every system of the organisation is worth, so a second person decides.",
    asked,
    changes: [
      { field: "Strength", before: stepWords(before.strength), after: stepWords(after.strength) },
      { field: "Basis", before: before.basis, after: after.basis },
      ...(condition ? [{ field: `Where ${condition.words}`, ...condition.strengths }] : []),
    ],
  };
}

/** Gives a mechanism another strength against a threat, or goes back to the product's; always with two persons. */
export const setStrength = defineCommand({
  name: "catalogue.set-strength",
  input: setStrengthInput,
  permission: "catalogue:manage",
  before: async ({ tx, input }): Promise<Result<Scene, Refusal>> => {
    const { threats, mechanisms } = await modelCatalogue();
    const product = strengthAt(threats, input);
    const threat = threats.find(({ id }) => id === input.threat);
    const mechanism = mechanisms.find(({ id }) => id === input.mechanism);
    if (!product || !threat || !mechanism)
      return err({
        code: "not-found",
        reason: "The catalogue does not rate this mechanism against this threat.",
      });
    const own = await lockOwnStrength(tx, input);
    if (own.version !== input.version)
      return err({
        code: "stale",
        reason: "Somebody changed this strength while you looked. Look again.",
        version: own.version,
        changes: [],
      });
    const before =
      own.strength === null
        ? { strength: product.strength, basis: product.basis }
        : { strength: own.strength as Strength, basis: own.basis };
    const after =
      input.strength === null
        ? { strength: product.strength, basis: product.basis }
        : { strength: input.strength, basis: input.basis };
    if (before.strength === after.strength && before.basis === after.basis)
      return err({ code: "refused", reason: "This is what stands already." });
    const does = FUNCTION_WORD[input.function].toLowerCase();
    return ok({
      about: `Strength of ${mechanism.name} against ${threat.name} (${does})`,
      version: own.version,
      before,
      after,
      condition: product.stronger && {
        words: product.stronger.condition,
        strengths: {
          before: stepWords(strengthUnderCondition(product, before.strength)),
          after: stepWords(strengthUnderCondition(product, after.strength)),
        },
      },
    });
  },
  approval: ({ before, input }) => needOf(before, input.basis),
  run: async ({ tx, input, before }) => {
    const { threat, mechanism, function: does, strength, basis } = input;
    await putOwnStrength(tx, { threat, mechanism, function: does, strength, basis }, before.version + 1);
    return ok({ threat, mechanism, strength });
  },
  audit: ({ input, before }) => ({
    subject: "strength",
    subjectId: null,
    detail: {
      about: before.about,
      before: { strength: before.before.strength, basis: before.before.basis },
      after: { strength: before.after.strength, basis: before.after.basis },
      reason: input.basis,
    },
  }),
});
