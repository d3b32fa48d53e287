import { Signature } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** There is no such request, or not for this person: both look alike. */
export function RequestMissing() {
  return (
    <div className="grid min-h-[70dvh] content-center p-page-x">
      <h1 className="sr-only">No such request</h1>
      <EmptyState
        title="There is no request with this number"
        icon={<Signature aria-hidden />}
        framed={false}
        action={<ButtonLink href="/approvals">All requests</ButtonLink>}
      >
        Or it is about something that you may not see. Whoever gave you the link can tell.
      </EmptyState>
    </div>
  );
}
