type Work = () => Promise<void>;
let pending: Work | null = null;

/** What to do should somebody stop the tool from outside; null: nothing. */
export function onInterrupt(work: Work | null): void {
  pending = work;
}

/** Does it, once. */
export async function interrupted(): Promise<void> {
  const work = pending;
  pending = null;
  await work?.();
}
