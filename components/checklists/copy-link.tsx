"use client";

import { Check, Link2 } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

const SAID_MS = 2_000;

/** Copies the address of what is on the screen. */
export function CopyLink() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <>
      <IconButton label="Copy link" className="needs-script" onClick={copy}>
        {copied ? <Check aria-hidden /> : <Link2 aria-hidden />}
      </IconButton>
      <span role="status" className="sr-only">
        {copied ? "Link copied" : ""}
      </span>
    </>
  );
}
