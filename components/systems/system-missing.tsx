import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** There is no such system, or not for this person: both look alike. */
export function SystemMissing() {
  return (
    <div className="grid min-h-[70dvh] content-center p-page-x">
      <h1 className="sr-only">No such system</h1>
      <EmptyState
        title="There is no system at this address"
        framed={false}
        action={<ButtonLink href="/systems">All systems</ButtonLink>}
      >
        It may have another address by now, or you may not see it. Whoever gave you the link can tell.
      </EmptyState>
    </div>
  );
}

/** The system is there, this page of it is not. */
export function SystemPageMissing() {
  return (
    <div className="grid min-h-[50dvh] content-center p-page-x">
      <h1 className="sr-only">No such page</h1>
      <EmptyState title="This system has no such page" framed={false}>
        What the address names was renamed or taken away. The tabs above lead to everything there is.
      </EmptyState>
    </div>
  );
}
