"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";

type Hit = { readonly kind: string; readonly title: string; readonly detail: string; readonly href: string };

const PAGES: readonly Hit[] = [
  { kind: "Pages", title: "Posture", detail: "all systems", href: "/" },
  { kind: "Pages", title: "Systems", detail: "list", href: "/systems" },
  { kind: "Pages", title: "Approvals", detail: "what waits for a second person", href: "/approvals" },
  { kind: "Pages", title: "Catalogue", detail: "threats, patterns, practices", href: "/catalogue" },
  { kind: "Pages", title: "Catalogue of threats", detail: "what can go wrong", href: "/catalogue/threats" },
  {
    kind: "Pages",
    title: "Catalogue of mechanisms",
    detail: "protections and their cost",
    href: "/catalogue/mechanisms",
  },
  { kind: "Pages", title: "Checklist templates", detail: "versions and imports", href: "/templates" },
  { kind: "Pages", title: "People", detail: "roles and invitations", href: "/people" },
  { kind: "Pages", title: "Audit", detail: "who did what", href: "/audit" },
  { kind: "Pages", title: "Your account", detail: "password, sessions", href: "/account" },
];
const DEBOUNCE_MS = 120;

/** Looks systems, items and people up as one writes; a newer question cancels the older. */
function useHits(query: string): readonly Hit[] {
  const [hits, setHits] = useState<readonly Hit[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/search?q=${encodeURIComponent(query)}`, { signal: abort.signal })
        .then((response) => (response.ok ? response.json() : []))
        .then(setHits)
        .catch(() => {}); // Aborted or offline: what is shown stays.
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return hits;
}

type PaletteProps = { readonly maySeeAudit: boolean; readonly onClose: () => void };

/** The command palette: type a few letters, go there. */
export function Palette({ maySeeAudit, onClose }: PaletteProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const hits = useHits(query);
  const words = query.toLowerCase().split(/\s+/);
  const allowed = PAGES.filter(({ href }) => href !== "/audit" || maySeeAudit);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const pages = allowed.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const shown = [...pages, ...hits];
  const kinds = [...new Set(shown.map(({ kind }) => kind))];
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog open onClose={onClose} heading="Search or jump to">
      <Command shouldFilter={false} label="Search or jump to" className="palette">
        <Command.Input
          ref={input}
          value={query}
          onValueChange={setQuery}
          placeholder="System, item, person, threat or page"
        />
        <Command.List>
          <Command.Empty>Nothing has these words.</Command.Empty>
          {kinds.map((kind) => (
            <Command.Group key={kind} heading={kind}>
              {shown
                .filter((hit) => hit.kind === kind)
                .map((hit) => (
                  <Command.Item key={hit.href} value={hit.href} onSelect={() => go(hit.href)}>
                    <span className="truncate">{hit.title}</span>
                    <span className="truncate text-3">{hit.detail}</span>
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
