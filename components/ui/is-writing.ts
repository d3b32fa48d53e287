const PRESSED_ONLY = /^(checkbox|radio|button|submit|reset|file|range|color|image)$/;

/** True where a key belongs to what is being written or picked. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !PRESSED_ONLY.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}
