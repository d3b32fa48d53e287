import { Ban, Check } from "lucide-react";
import type { AuditOutcome } from "@/lib/domain/audit/entry";

/** What came of it: symbol and word. */
export function OutcomeMark({ outcome }: { readonly outcome: AuditOutcome }) {
  if (outcome === "denied")
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-bad [&>svg]:size-3.5">
        <Ban aria-hidden />
        Denied
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5 text-3 [&>svg]:size-3.5">
      <Check aria-hidden />
      Done
    </span>
  );
}
