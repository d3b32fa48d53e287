"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { buttonClass } from "./button-class";
import { CONTROL } from "./control-class";
import { cx } from "./cx";

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly labelHidden?: boolean | undefined;
  readonly mono?: boolean | undefined;
}

/** Something to be taken elsewhere. Without script or clipboard the text is selected and copied by hand. */
export function CopyField({ label, value, labelHidden = false, mono = true }: CopyFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      input.current?.focus();
    }
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "mb-1 block font-medium"}>
        {label}
      </label>
      <span className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className={cx(CONTROL, "h-control-field flex-1 text-ellipsis", mono && "mono")}
        />
        <button type="button" onClick={copy} className={buttonClass({}, "needs-script h-control-field!")}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? "Copied" : "Copy"}
        </button>
      </span>
      <span role="status" className="sr-only">
        {copied ? `${label} copied` : ""}
      </span>
    </div>
  );
}
