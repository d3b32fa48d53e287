import { expect, test } from "vitest";
import { keepDraft, takeUpDraft } from "./comment-draft";

function shelf() {
  const kept = new Map<string, string>();
  return {
    size: () => kept.size,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
}

test("an unsent comment waits at its own item, for the one who wrote it", () => {
  const tab = shelf();
  keepDraft(tab, "ana", "item-1", "Where is the pr");
  keepDraft(tab, "ana", "item-2", "Another");
  expect(takeUpDraft(tab, "ana", "item-1", [])).toBe("Where is the pr");
  expect(takeUpDraft(tab, "ana", "item-1", [])).toBe("Where is the pr");
  expect(takeUpDraft(tab, "jonas", "item-1", [])).toBe("");
});

test("what was sent or wiped out is forgotten", () => {
  const tab = shelf();
  keepDraft(tab, "ana", "item-1", "Done.\r\nLook ");
  expect(takeUpDraft(tab, "ana", "item-1", ["Earlier", "Done.\nLook"])).toBe("");
  keepDraft(tab, "ana", "item-2", "x");
  keepDraft(tab, "ana", "item-2", " ");
  expect(tab.size()).toBe(0);
});
