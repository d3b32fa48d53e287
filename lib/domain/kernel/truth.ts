/** Yes, no, or not known; in the three-valued logic of Kleene. */
export type Truth = boolean | undefined;

/** True as soon as one part is; else unknown as soon as one part is. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

/** False as soon as one part is; else unknown as soon as one part is. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
