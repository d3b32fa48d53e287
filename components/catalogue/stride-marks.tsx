import type { Stride } from "@/lib/domain/catalogue/threat";
import { STRIDE_WORD } from "@/lib/domain/threats/words";

interface StrideMarksProps {
  readonly primary: readonly Stride[];
  readonly secondary: readonly Stride[];
}

/** Letters of STRIDE: those that a threat is mostly about, then the others, quieter. */
export function StrideMarks({ primary, secondary }: StrideMarksProps) {
  return (
    <span className="inline-flex gap-1.5 whitespace-nowrap">
      {primary.map((letter) => (
        <StrideLetter key={letter} letter={letter} className="font-semibold" />
      ))}
      {secondary.map((letter) => (
        <StrideLetter key={letter} letter={letter} className="text-3" />
      ))}
    </span>
  );
}

function StrideLetter({ letter, className }: { readonly letter: Stride; readonly className: string }) {
  return (
    <span title={STRIDE_WORD[letter]} className={className}>
      <span aria-hidden>{letter}</span>
      <span className="sr-only">{STRIDE_WORD[letter]}, </span>
    </span>
  );
}
