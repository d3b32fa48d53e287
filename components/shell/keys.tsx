"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { isWriting } from "@/components/ui/is-writing";

export const OPEN_PALETTE = "countersign:palette";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const KeyHelp = dynamic(() => import("./key-help").then((module) => module.KeyHelp), { ssr: false });

const GO: Readonly<Record<string, string>> = {
  p: "/",
  s: "/systems",
  k: "/catalogue",
  c: "/templates",
  e: "/people",
  a: "/approvals",
  n: "/notices",
  l: "/audit",
  m: "/account",
};
const GO_WITHIN_MS = 1_200;

type KeysProps = { readonly singleKeys: boolean; readonly maySeeAudit: boolean };

/** Keys that work on every page: the palette, the help, and g followed by a letter. */
export function Keys({ singleKeys, maySeeAudit }: KeysProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const goAt = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const withCommand = event.ctrlKey || event.metaKey;
      if (withCommand && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen("palette");
      }
      const behindDialog = document.querySelector("dialog[open]") !== null;
      if (singleKeys && !withCommand && !event.altKey && !behindDialog && !isWriting(event.target))
        onSingleKey(event);
    };
    const onSingleKey = ({ key, timeStamp }: KeyboardEvent) => {
      const place = timeStamp - goAt.current < GO_WITHIN_MS ? GO[key] : undefined;
      goAt.current = key === "g" ? timeStamp : 0;
      if (key === "?") setOpen("help");
      if (place && (place !== "/audit" || maySeeAudit)) router.push(place);
    };
    const onPalette = () => setOpen("palette");
    window.addEventListener("keydown", onKey);
    window.addEventListener(OPEN_PALETTE, onPalette);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener(OPEN_PALETTE, onPalette);
    };
  }, [router, singleKeys, maySeeAudit]);

  if (open === "palette") return <Palette maySeeAudit={maySeeAudit} onClose={() => setOpen(null)} />;
  if (open === "help") return <KeyHelp maySeeAudit={maySeeAudit} onClose={() => setOpen(null)} />;
  return null;
}
