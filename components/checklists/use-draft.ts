"use client";

import { useEffect, useRef } from "react";
import type { ItemView } from "@/lib/domain/checklists/item-view";
import { keepDraft, takeUpDraft } from "./comment-draft";

/** A browser can forbid keeping anything; then a draft lasts as long as its field. */
function ifAllowed(work: (shelf: Storage) => void): void {
  try {
    work(window.sessionStorage);
  } catch {
    // Nothing is kept.
  }
}

/** Keeps the comment that a person is writing on an item, and puts it back when the item is opened again. */
export function useDraft(person: string, { id, comments }: Pick<ItemView, "id" | "comments">) {
  const field = useRef<HTMLTextAreaElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: comments that arrive later don't change what is being written
  useEffect(() => {
    ifAllowed((shelf) => {
      // Somebody can have begun to write before this script was here.
      if (field.current?.value) return keepDraft(shelf, person, id, field.current.value);
      const sent = comments.map(({ text }) => text);
      const written = takeUpDraft(shelf, person, id, sent);
      if (field.current) field.current.value = written;
    });
  }, [person, id]);

  const keep = (text: string) => ifAllowed((shelf) => keepDraft(shelf, person, id, text));
  return { field, keep };
}
