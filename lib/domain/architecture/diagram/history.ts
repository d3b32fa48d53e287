/** States that can be gone back to and forward to again. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the newest step was about; a step about the same joins it. */
  readonly about: string | null;
}

/** Steps that can be undone. */
export const STEPS_MAX = 200;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], about: null });

/**
 * A step forward; what was undone is forgotten.
 *
 * @param about null: a step of its own; else it joins the step before where that was about the same
 */
export function step<T>(history: History<T>, present: T, about: string | null = null): History<T> {
  if (present === history.present) return history;
  const joins = about !== null && about === history.about && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-STEPS_MAX);
  return { past, present, future: [], about };
}

/** One step back; the same where there is none. */
export function undo<T>({ past, present, future, about }: History<T>): History<T> {
  const before = past.at(-1);
  return before === undefined
    ? { past, present, future, about }
    : { past: past.slice(0, -1), present: before, future: [present, ...future], about: null };
}

/** One step forward again; the same where nothing was undone. */
export function redo<T>({ past, present, future, about }: History<T>): History<T> {
  const [next, ...rest] = future;
  return next === undefined
    ? { past, present, future, about }
    : { past: [...past, present], present: next, future: rest, about: null };
}
