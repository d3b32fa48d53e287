"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, type Ref, useContext, useEffect, useId, useRef } from "react";
import { type ButtonLook, buttonClass, iconButtonClass } from "./button-class";

const CloseContext = createContext<() => void>(() => {});

/** Closes the dialog around the caller, for example after its action succeeded. */
export function useDialogClose(): () => void {
  return useContext(CloseContext);
}

interface DialogContent {
  readonly heading: ReactNode;
  readonly description?: ReactNode;
  readonly width?: "md" | "lg" | undefined;
  /** Usually a form that ends with DialogFooter. */
  readonly children?: ReactNode;
}

interface FrameProps extends DialogContent {
  readonly id: string;
  readonly ref: Ref<HTMLDialogElement>;
  readonly onClose?: (() => void) | undefined;
}

function DialogFrame({ id, ref, heading, description, width = "md", onClose, children }: FrameProps) {
  return (
    <dialog
      id={id}
      ref={ref}
      className="dialog"
      data-size={width}
      aria-labelledby={`${id}-heading`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
    >
      <h2 id={`${id}-heading`} className="py-4 pr-14 pl-5 text-lg leading-snug">
        {heading}
      </h2>
      <div className="dialog-body">
        {description && (
          <p id={`${id}-description`} className="mb-4 text-2">
            {description}
          </p>
        )}
        {children}
      </div>
      {/* Last in order, so that the dialog opens on its first field or on Cancel. */}
      <form method="dialog" className="absolute top-3 right-3 flex">
        <button type="submit" aria-label="Close" title="Close" className={iconButtonClass({})}>
          <X aria-hidden />
        </button>
      </form>
    </dialog>
  );
}

interface DialogButtonProps extends DialogContent, ButtonLook {
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly className?: string | undefined;
}

/** A button and the dialog that it opens; opens before hydration where the browser knows `command`. */
export function DialogButton({ label, icon, variant, size, className, ...content }: DialogButtonProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const invoker = { command: "show-modal", commandfor: id };
  return (
    <CloseContext value={() => ref.current?.close()}>
      <button
        {...invoker}
        type="button"
        aria-haspopup="dialog"
        className={buttonClass({ variant, size }, className)}
        onClick={() => {
          if (!ref.current?.open) ref.current?.showModal();
        }}
      >
        {icon}
        {label}
      </button>
      <DialogFrame {...content} id={id} ref={ref} />
    </CloseContext>
  );
}

interface DialogProps extends DialogContent {
  readonly open: boolean;
  /** Called after Esc, the close button or `useDialogClose`. */
  readonly onClose: () => void;
}

/** A dialog that its owner opens, for example from a key. */
export function Dialog({ open, onClose, ...content }: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <CloseContext value={() => ref.current?.close()}>
      <DialogFrame {...content} id={id} ref={ref} onClose={onClose} />
    </CloseContext>
  );
}

/** The row of buttons at the end of a dialog; Cancel first, the decision last. */
export function DialogFooter({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-footer">{children}</div>;
}

export function DialogCancel({ children = "Cancel" }: { readonly children?: ReactNode }) {
  const close = useDialogClose();
  return (
    // Not a submit button: Enter in a field takes the first of those, and that is the decision.
    <button type="button" className={buttonClass({})} onClick={close}>
      {children}
    </button>
  );
}
