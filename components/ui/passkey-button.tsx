"use client";

import { KeyRound } from "lucide-react";
import { useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { Button } from "./button";
import type { ButtonLook } from "./button-class";
import { FieldError } from "./field";
import { askPasskey, type PasskeyRequest } from "./passkey";

interface PasskeyButtonProps extends ButtonLook {
  /** Gets what the passkey is asked to sign. */
  readonly begin: () => Promise<Result<PasskeyRequest, Refusal>>;
  readonly children: string;
  /** What the server said of the last answer. */
  readonly error?: string | undefined;
  readonly className?: string | undefined;
}

/** Asks a passkey and sends the form around it with the answer in the field `passkey`. Needs a script. */
export function PasskeyButton({ begin, children, error, className, ...look }: PasskeyButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const { pending } = useFormStatus();
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const ask = async () => {
    setAsking(true);
    setTrouble(null);
    const began = await begin();
    const answer = began.ok ? await askPasskey(began.value) : null;
    setAsking(false);
    if (answer?.ok && input.current) {
      input.current.value = answer.value;
      input.current.form?.requestSubmit();
      input.current.value = ""; // an answer is good for one sending
    } else setTrouble(answer && !answer.ok ? answer.error : began.ok ? null : wordsOf(began.error));
  };
  return (
    <div className="needs-script">
      <input ref={input} type="hidden" name="passkey" defaultValue="" />
      <Button
        {...look}
        className={className}
        pending={asking || pending}
        icon={<KeyRound aria-hidden />}
        onClick={ask}
      >
        {children}
      </Button>
      <div role="alert">
        <FieldError error={trouble ?? error} />
      </div>
    </div>
  );
}

const wordsOf = (refusal: Refusal): string =>
  refusal.code === "invalid-input" ? refusal.issues.map(({ message }) => message).join(" ") : refusal.reason;
