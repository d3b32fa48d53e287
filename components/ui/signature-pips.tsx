import { cx } from "./cx";

interface SignaturePipsProps {
  readonly signed: number;
  readonly needed: number;
}

/** One pip per needed person, filled when signed. */
export function SignaturePips({ signed, needed }: SignaturePipsProps) {
  const said = `${signed} of ${needed} signatures`;
  return (
    <span
      role="img"
      aria-label={said}
      title={said}
      className="inline-flex gap-[3px] forced-color-adjust-none"
    >
      {Array.from({ length: needed }, (_, place) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: pips have no identity but their place
          key={place}
          className={cx(
            "size-[9px] rounded-full",
            place < signed ? "bg-text" : "shadow-[inset_0_0_0_1.5px_var(--border-control)]",
          )}
        />
      ))}
    </span>
  );
}
