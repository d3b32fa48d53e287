import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

/** What the control inside a field has to carry. Spread it on Input, Textarea, Select or FileInput. */
export interface FieldControl {
  readonly id: string;
  readonly required: boolean | undefined;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly required?: boolean | undefined;
  /** Says "optional" beside the label. */
  readonly optional?: boolean | undefined;
  /** Hides the label from the eye, not from assistive technology. */
  readonly labelHidden?: boolean | undefined;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

export function Field({
  label,
  hint,
  error,
  required,
  optional,
  labelHidden,
  id,
  className,
  children,
}: FieldProps) {
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const control: FieldControl = {
    id: controlId,
    required,
    "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div className={cx("min-w-0", className)}>
      <label
        htmlFor={controlId}
        className={labelHidden ? "sr-only" : "mb-1 flex items-baseline gap-2 font-medium"}
      >
        {label}
        {optional && <span className="text-xs font-normal text-3">optional</span>}
      </label>
      {children(control)}
      <FieldError id={errorId} error={error} />
      {hint && (
        <p id={hintId} className="mt-1 text-xs text-3">
          {hint}
        </p>
      )}
    </div>
  );
}

interface FieldErrorProps {
  readonly id?: string | undefined;
  readonly error: string | null | undefined;
}

export function FieldError({ id, error }: FieldErrorProps) {
  if (!error) return null;
  return (
    <p id={id} className="mt-1.5 flex items-start gap-1.5 text-xs text-bad">
      <CircleAlert aria-hidden className="mt-[3px] size-3 shrink-0" />
      <span>{error}</span>
    </p>
  );
}
