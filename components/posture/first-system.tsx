import { Boxes } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The start page before anything is registered. */
export function FirstSystem({ mayCreate }: { readonly mayCreate: boolean }) {
  return (
    <div className="grid min-h-[70dvh] content-center p-page-x">
      <EmptyState
        icon={<Boxes />}
        title="No system yet"
        framed={false}
        action={
          mayCreate && (
            <ButtonLink href="/systems/new" variant="primary">
              Register a system
            </ButtonLink>
          )
        }
      >
        {mayCreate
          ? "Register the first distributed system that your team runs. It gets its design, implementation, deployment and operations checklists at once."
          : "Nobody has registered a system that you can see. Engineers, security leads and administrators can."}
      </EmptyState>
    </div>
  );
}
