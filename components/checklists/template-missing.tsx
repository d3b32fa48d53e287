import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The address names no version of a checklist. */
export function TemplateMissing() {
  return (
    <div className="grid min-h-[70dvh] content-center p-page-x">
      <h1 className="sr-only">No such checklist</h1>
      <EmptyState
        title="There is no checklist at this address"
        framed={false}
        action={<ButtonLink href="/templates">All checklists</ButtonLink>}
      >
        Versions never go away, so the address was probably cut. Copy all of it.
      </EmptyState>
    </div>
  );
}
