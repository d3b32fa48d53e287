"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

export interface ToastMessage {
  /** One sentence: what happened. Errors never go here; they stand where they arose. */
  readonly text: string;
  /** At most one: "Undo", "Open". */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

interface ShownToast extends ToastMessage {
  readonly id: number;
}

const TOASTS_MAX = 3;
const SHOWN_MS = 7_000;
const SHOWN_WITH_ACTION_MS = 15_000;

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Once in the layout. F6 moves the focus to the newest toast. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const [held, setHeld] = useState(false);
  const region = useRef<HTMLElement>(null);
  const lastId = useRef(0);

  const show = useCallback((message: ToastMessage) => {
    lastId.current += 1;
    const toast: ShownToast = { ...message, id: lastId.current };
    setToasts((before) => [...before, toast].slice(-TOASTS_MAX));
  }, []);
  const dismiss = useCallback((id: number) => {
    setToasts((before) => before.filter((toast) => toast.id !== id));
    setHeld(false);
  }, []);

  useEffect(() => {
    const focusNewest = (event: KeyboardEvent) => {
      const button = region.current?.querySelector<HTMLElement>("li:last-of-type button");
      if (event.key !== "F6" || !button) return;
      event.preventDefault();
      button.focus();
    };
    document.addEventListener("keydown", focusNewest);
    return () => document.removeEventListener("keydown", focusNewest);
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      <section
        ref={region}
        aria-label="Notifications, F6"
        className="no-print"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <ul aria-live="polite" aria-relevant="additions" className="toasts">
          {toasts.map((toast) => (
            <ToastRow key={toast.id} toast={toast} held={held} onDismiss={dismiss} />
          ))}
        </ul>
      </section>
    </ToastContext>
  );
}

interface ToastRowProps {
  readonly toast: ShownToast;
  /** Somebody reads or is about to press: time stands still. */
  readonly held: boolean;
  readonly onDismiss: (id: number) => void;
}

function ToastRow({ toast, held, onDismiss }: ToastRowProps) {
  const { id, text, action } = toast;
  const shownMs = action ? SHOWN_WITH_ACTION_MS : SHOWN_MS;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id, shownMs, onDismiss]);

  return (
    <li className="toast">
      <span className="min-w-0 flex-1 py-1">{text}</span>
      {action && (
        <button
          type="button"
          className="underline underline-offset-2"
          onClick={() => {
            action.run();
            onDismiss(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        title="Dismiss"
        className="grid place-items-center"
        onClick={() => onDismiss(id)}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
