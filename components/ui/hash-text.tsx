interface HashTextProps {
  readonly value: string;
  readonly head?: number | undefined;
  readonly tail?: number | undefined;
}

/** Cuts the middle of a hash or id; the whole is in the title, in what is read aloud and in what is copied. */
export function HashText({ value, head = 8, tail = 8 }: HashTextProps) {
  if (value.length <= head + tail + 1) return <code className="mono">{value}</code>;
  return (
    <code className="hash" title={value}>
      <span>{value.slice(0, head)}</span>
      <span className="hash-middle">{value.slice(head, -tail)}</span>
      <span>{value.slice(-tail)}</span>
    </code>
  );
}
