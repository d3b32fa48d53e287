"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Notice } from "@/components/ui/notice";

/** Recovery codes, the only time that they can be read. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className="grid gap-3" role="status">
      <Notice tone="warning" title="Keep these recovery codes now: they are not shown again.">
        Each gets you in once, with your password, when your app or passkey is lost. They don’t count for
        votes.
      </Notice>
      <ul
        aria-label="Recovery codes"
        className="mono grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border bg-surface p-3"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyField label="All of them, to copy" value={codes.join(" ")} />
      <div className="needs-script">
        <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  );
}
