"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isWriting } from "@/components/ui/is-writing";

type InboxKeysProps = {
  /** The requests of the list, in order. */
  readonly hrefs: readonly string[];
  /** The one that is open, and the address of the list behind it; null on the list itself. */
  readonly opened: { readonly href: string; readonly back: string } | null;
  readonly singleKeys: boolean;
};

const FIELDS = { a: "approve", r: "reject" } as const;

function focusedLink(): HTMLAnchorElement | null {
  const link = document.activeElement?.closest("[data-requests] a");
  return link instanceof HTMLAnchorElement ? link : null;
}

/** Puts the cursor where one says why; opens what is folded. */
function writeReason(vote: string): void {
  const place = document.getElementById(vote);
  place?.closest("details")?.setAttribute("open", "");
  place?.querySelector("details")?.setAttribute("open", "");
  const field = place?.querySelector("textarea");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

const placeOf = (links: readonly HTMLAnchorElement[]): number => {
  const link = focusedLink();
  return link ? links.indexOf(link) : -1;
};

function isPlain({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && !isWriting(target);
}

/** Ctrl or ⌘ with Enter sends the form around the cursor. */
function sendForm(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form?.closest("[data-vote-forms]")) return;
  event.preventDefault();
  form.requestSubmit();
}

/**
 * Keys of the inbox: j and k go through the list, a and r to the reason of a vote, Ctrl or ⌘ Enter sends it, Esc leaves
 * the field, then the request.
 */
export function InboxKeys({ hrefs, opened, singleKeys }: InboxKeysProps) {
  const router = useRouter();

  useEffect(() => {
    const vote = location.hash.slice(1);
    if (vote === FIELDS.a || vote === FIELDS.r) writeReason(vote);
  }, []);

  useEffect(() => {
    const move = (step: 1 | -1) => {
      if (opened) {
        const next = hrefs[hrefs.indexOf(opened.href) + step];
        if (next) router.push(next, { scroll: false });
        return;
      }
      const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-requests] a")];
      const link = links[Math.max(0, placeOf(links) + step)];
      link?.focus();
    };
    const vote = (where: string) => {
      if (opened) writeReason(where);
      else {
        const link = focusedLink();
        if (link) router.push(`${link.getAttribute("href")}#${where}`);
      }
    };
    const leave = (event: KeyboardEvent) => {
      if (isWriting(event.target)) (event.target as HTMLElement).blur();
      else if (opened) router.push(opened.back);
    };
    const onSingleKey = (event: KeyboardEvent) => {
      const { key } = event;
      if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
      if (key !== "a" && key !== "r") return;
      event.preventDefault(); // The letter must not land in the field that it leads to.
      vote(FIELDS[key]);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (event.key === "Enter") sendForm(event);
      if (event.key === "Escape") leave(event);
      if (singleKeys && isPlain(event)) onSingleKey(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hrefs, opened, singleKeys, router]);

  return null;
}
