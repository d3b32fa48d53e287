"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { useWhatIf } from "@/components/posture/what-if";
import { isWriting } from "@/components/ui/is-writing";
import { Panel } from "@/components/ui/panel";
import type { Switches } from "@/lib/domain/posture/facts";
import { printSwitches } from "@/lib/domain/posture/switches";
import type { PANEL_PARAMS } from "@/lib/features/threats/present";
import { useAddress } from "./use-address";

interface ChosenPanelProps {
  readonly label: string;
  readonly heading: ReactNode;
  /** The what-if that its words were made under. */
  readonly switches: Switches;
  readonly children: ReactNode;
}

/** One thing out of the matrix, in words of the server; it is asked for again when the what-if moves on. */
export function ChosenPanel({ label, heading, switches, children }: ChosenPanelProps) {
  const router = useRouter();
  const { hrefOpening } = useAddress();
  const now = useWhatIf();
  const closeHref = hrefOpening();
  const stale =
    printSwitches(switches, now.names).join("&") !== printSwitches(now.switches, now.names).join("&");
  useEffect(() => {
    if (stale) router.replace(window.location.pathname + window.location.search, { scroll: false });
  }, [stale, router]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isWriting(event.target)) return;
      if (document.querySelector("dialog[open], [popover]:popover-open")) return;
      router.push(closeHref, { scroll: false });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, closeHref]);
  useLayoutEffect(() => returnToMatrix, []);
  return (
    <Panel label={label} heading={heading} closeHref={closeHref}>
      <div aria-busy={stale}>{children}</div>
    </Panel>
  );
}

/** Whoever closes the panel from inside it goes on where they were in the matrix. */
function returnToMatrix(): void {
  if (document.activeElement?.closest("[data-panel]"))
    document.querySelector<HTMLElement>('.matrix [data-stop="yes"]')?.focus({ preventScroll: true });
}

interface AddressLinkProps {
  readonly part: (typeof PANEL_PARAMS)[number];
  readonly value: string | null;
  /** Leaves what is open beside the matrix as it is. */
  readonly keepsPanel?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A link to another part of this page that keeps the what-if and how the matrix is shown. */
export function AddressLink({ part, value, keepsPanel = false, className, children }: AddressLinkProps) {
  const { hrefWith, hrefOpening } = useAddress();
  const href = keepsPanel || value === null ? hrefWith({ [part]: value }) : hrefOpening(part, value);
  return (
    <Link href={href} scroll={false} prefetch={false} className={className ?? "link"}>
      {children}
    </Link>
  );
}
