"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeyList } from "@/components/ui/key-list";

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["Ctrl", "K"], "Search or jump to"],
  [["?"], "This list"],
  [["g", "p"], "Posture"],
  [["g", "s"], "Systems"],
  [["g", "k"], "Catalogue"],
  [["g", "c"], "Checklist templates"],
  [["g", "e"], "People"],
  [["g", "a"], "Approvals"],
  [["g", "n"], "Notices"],
  [["g", "l"], "Audit"],
  [["g", "m"], "Your account"],
  [["j"], "Next item of a checklist, next request"],
  [["k"], "Item or request before"],
  [["a"], "Approve the request: write why"],
  [["r"], "Reject the request: write why"],
  [["Ctrl", "Enter"], "Send what was written"],
  [["Space"], "Select the item"],
  [["e"], "Edit the item"],
  [["Esc"], "Close the panel, clear the selection"],
];

type KeyHelpProps = { readonly maySeeAudit: boolean; readonly onClose: () => void };

/** The keys, on a page of their own. */
export function KeyHelp({ maySeeAudit, onClose }: KeyHelpProps) {
  const keys = KEYS.filter(([, meaning]) => meaning !== "Audit" || maySeeAudit);
  return (
    <Dialog
      open
      onClose={onClose}
      heading="Keys"
      description="Single keys can be switched off on your account page."
    >
      <KeyList keys={keys} />
    </Dialog>
  );
}
