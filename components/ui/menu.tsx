"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef } from "react";
import { type ButtonLook, buttonClass, iconButtonClass } from "./button-class";

interface MenuProps extends ButtonLook {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Shows the icon only; the label is still read and shown on hover. */
  readonly iconOnly?: boolean | undefined;
  readonly align?: "start" | "end" | undefined;
  readonly className?: string | undefined;
  /** Replaces the label inside the button; the label then names it. */
  readonly trigger?: ReactNode;
  /** MenuItem, MenuLink, MenuSeparator, MenuHeading. */
  readonly children: ReactNode;
}

/** The items of a menu that can be chosen, in order. */
export function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled,[aria-disabled="true"])')];
}

function nextItem(key: string, items: readonly HTMLElement[], place: number): HTMLElement | undefined {
  if (key === "ArrowDown") return items[(place + 1) % items.length];
  if (key === "ArrowUp") return items.at(place < 1 ? -1 : place - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const rotated = [...items.slice(place + 1), ...items.slice(0, place + 1)];
  return rotated.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** Arrow keys, Home, End and the first letter move inside an open menu. */
export function moveInMenu(event: KeyboardEvent<HTMLElement>): void {
  const menu = event.currentTarget;
  if (event.key === "Tab") menu.hidePopover();
  if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = itemsOf(menu);
  const place = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  const target = nextItem(event.key, items, place);
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}

function closeAfterChoice(event: MouseEvent<HTMLElement>): void {
  const chosen = event.target instanceof Element && event.target.closest('[role^="menuitem"]');
  if (chosen) event.currentTarget.hidePopover();
}

/** A native popover, so it opens and closes without script; script adds arrow keys and typing a letter. */
export function Menu(props: MenuProps) {
  const { label, icon, iconOnly, align = "start", variant, size, className, trigger, children } = props;
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const anchor = `--menu-${id.replace(/\W/g, "")}`;
  const look = iconOnly
    ? iconButtonClass({ variant, size }, className)
    : buttonClass({ variant, size }, className);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={iconOnly || trigger ? label : undefined}
        title={iconOnly ? label : undefined}
        className={look}
        style={{ anchorName: anchor }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          ref.current?.showPopover();
        }}
      >
        {icon}
        {iconOnly ? null : (trigger ?? label)}
      </button>
      <div
        ref={ref}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        data-align={align}
        className="popover menu no-print"
        style={{ positionAnchor: anchor }}
        onToggle={(event) => {
          if (event.newState === "open") itemsOf(event.currentTarget)[0]?.focus();
        }}
        onKeyDown={moveInMenu}
        onClick={closeAfterChoice}
      >
        {children}
      </div>
    </>
  );
}
