import { cx } from "@/components/ui/cx";
import { STRENGTHS, type Strength } from "@/lib/domain/threats/vocabulary";
import { STRENGTH_WORD } from "@/lib/domain/threats/words";
import { sentence } from "./words";

/** How strong a mechanism is: one to three bars and the word. */
export function StrengthMark({ strength }: { readonly strength: Strength }) {
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", strength === 0 && "text-3")}>
      <span aria-hidden className="flex items-end gap-0.5">
        {STRENGTHS.slice(1).map((step) => (
          <span
            key={step}
            className={cx("w-1 rounded-xs", HEIGHT[step], step <= strength ? "bg-text" : "bg-surface-3")}
          />
        ))}
      </span>
      {sentence(STRENGTH_WORD[strength])}
    </span>
  );
}

const HEIGHT: Readonly<Record<Strength, string>> = { 0: "h-1", 1: "h-1.5", 2: "h-2.5", 3: "h-3.5" };
