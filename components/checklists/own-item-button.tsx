"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { OwnItemDialogProps } from "./own-item-dialog";

const OwnItemDialog = dynamic(() => import("./own-item-dialog").then((module) => module.OwnItemDialog), {
  loading: () => null,
});

/** Opens the dialog for an item of the system's own; the dialog comes when it is wanted. */
export function OwnItemButton(props: OwnItemDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<Plus aria-hidden />}
        aria-haspopup="dialog"
        className="needs-script"
        onClick={() => setOpen(true)}
      >
        Add item
      </Button>
      {open && <OwnItemDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
