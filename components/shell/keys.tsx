"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

export const OPEN_PALETTE = "countersign:palette";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const KeyHelp = dynamic(() => import("./key-help").then((module) => module.KeyHelp), { ssr: false });

const GO: Readonly<Record<string, string>> = {
  p: "/",
  s: "/systems",
  c: "/templates",
  e: "/people",
  a: "/audit",
  m: "/account",
};
const GO_WITHIN_MS = 1_200;

/** True where a key belongs to what is being written. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Keys that work on every page: the palette, the help, and g followed by a letter. */
export function Keys({ singleKeys }: { readonly singleKeys: boolean }) {
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const goAt = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen("palette");
        return;
      }
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === "?") setOpen("help");
      else if (event.key === "g") goAt.current = event.timeStamp;
      else if (event.timeStamp - goAt.current < GO_WITHIN_MS && GO[event.key]) {
        goAt.current = 0;
        router.push(GO[event.key] ?? "/");
      }
    };
    const onPalette = () => setOpen("palette");
    window.addEventListener("keydown", onKey);
    window.addEventListener(OPEN_PALETTE, onPalette);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener(OPEN_PALETTE, onPalette);
    };
  }, [router, singleKeys]);

  if (open === "palette") return <Palette onClose={() => setOpen(null)} />;
  if (open === "help") return <KeyHelp onClose={() => setOpen(null)} />;
  return null;
}
