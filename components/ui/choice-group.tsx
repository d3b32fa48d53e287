import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";
import { FieldError } from "./field";

interface ChoiceGroupProps {
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A named set of chips or boxes; put ChoiceChip, Checkbox or Radio inside. */
export function ChoiceGroup({ legend, hint, error, className, children }: ChoiceGroupProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={described || undefined} className={cx("min-w-0", className)}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">{children}</div>
      <FieldError id={`${id}-error`} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-3">
          {hint}
        </p>
      )}
    </fieldset>
  );
}

interface ChoiceChipProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  /** "radio" when exactly one of the group holds. */
  readonly kind?: "checkbox" | "radio" | undefined;
}

export function ChoiceChip({ label, kind = "checkbox", className, ...rest }: ChoiceChipProps) {
  return (
    <label
      className={cx(
        "inline-flex h-control cursor-pointer items-center gap-1.5 rounded-md border border-strong bg-surface px-2.5 text-2 shadow-xs transition-colors duration-(--motion-fast)",
        "hover:bg-surface-2 has-checked:border-accent has-checked:bg-accent-tint has-checked:font-medium has-checked:text-text",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus-ring",
        "has-disabled:cursor-not-allowed has-disabled:border-dashed has-disabled:bg-surface-2 has-disabled:text-3 has-disabled:shadow-none",
        className,
      )}
    >
      <input {...rest} type={kind} className="peer sr-only" />
      <Check aria-hidden strokeWidth={2.5} className="hidden size-3 text-accent peer-checked:block" />
      {label}
    </label>
  );
}
