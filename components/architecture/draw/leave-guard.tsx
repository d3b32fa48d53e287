import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogCancel, DialogFooter } from "@/components/ui/dialog";

/** Asks before somebody leaves with changes that are not saved: by a link of ours, by closing, by loading again. */
export function LeaveGuard({ changes }: { readonly changes: number }) {
  const router = useRouter();
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (changes === 0) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = leadsTo(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(href);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [changes]);
  return (
    <Dialog
      open={to !== null}
      onClose={() => setTo(null)}
      heading="Leave without saving?"
      description={`${changes} ${changes === 1 ? "change is" : "changes are"} not saved and would be lost.`}
    >
      <DialogFooter>
        <DialogCancel>Stay here</DialogCancel>
        <Button
          variant="danger"
          onClick={() => {
            if (to) router.push(to);
          }}
        >
          Leave
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Where a plain click on a link would lead away to; null where it stays here or opens elsewhere. */
function leadsTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target === "_blank" || link.download || link.origin !== location.origin) return null;
  return link.pathname === location.pathname ? null : link.pathname + link.search + link.hash;
}
