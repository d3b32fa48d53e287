"use client";

import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { itemsOf, moveInMenu } from "@/components/ui/menu";
import { ITEM_STATUS_WORD, ITEM_STATUSES, type ItemStatus } from "@/lib/domain/checklists/vocabulary";
import type { RowView } from "./list-view";

const ANCHOR = "--row-status";

interface StatusMenuProps {
  /** The row whose mark was pressed, and the button to stand under. */
  readonly asked: { readonly row: RowView; readonly button: HTMLElement };
  readonly onChoose: (row: RowView, status: ItemStatus) => void;
  readonly onClose: () => void;
}

/** One menu for all rows; it goes to the row that asks for it. */
export function StatusMenu({ asked, onChoose, onClose }: StatusMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const popover = menu.current;
    if (!popover) return;
    const { button } = asked;
    button.style.setProperty("anchor-name", ANCHOR);
    button.setAttribute("aria-expanded", "true");
    popover.showPopover();
    itemsOf(popover).at(ITEM_STATUSES.indexOf(asked.row.status))?.focus();
    return () => {
      button.style.removeProperty("anchor-name");
      button.removeAttribute("aria-expanded");
      if (popover.contains(document.activeElement) || document.activeElement === document.body)
        button.focus({ preventScroll: true });
    };
  }, [asked]);

  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={`Status of ${asked.row.number}`}
      className="popover menu no-print"
      style={{ positionAnchor: ANCHOR }}
      onKeyDown={moveInMenu}
      onToggle={(event) => {
        if (event.newState === "closed") onClose();
      }}
    >
      {ITEM_STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          role="menuitemradio"
          aria-checked={asked.row.status === status}
          className="menu-item"
          onClick={() => {
            menu.current?.hidePopover();
            onChoose(asked.row, status);
          }}
        >
          <span className="flex-1">{ITEM_STATUS_WORD[status]}</span>
          {asked.row.status === status && <Check aria-hidden />}
        </button>
      ))}
    </div>
  );
}
