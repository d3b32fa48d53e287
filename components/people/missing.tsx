import { Compass } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Nothing is at this address, or nothing that this person may know of. */
export function Missing() {
  return (
    <div className="p-page-x">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing at this address"
        icon={<Compass aria-hidden />}
        action={<ButtonLink href="/">Go to the start page</ButtonLink>}
        framed={false}
        className="min-h-[60dvh]"
      >
        It may have moved, or it is hidden from you. If a link led here, tell whoever gave it to you.
      </EmptyState>
    </div>
  );
}
