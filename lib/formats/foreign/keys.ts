import { NAME_MAX, REF_MAX } from "./fields";

/** Gives each thing a key of its own: the wanted one, or, once that is taken, the same with a number. */
export function makeKeys(): (wanted: string) => string {
  return counting(
    (wanted, count) => `${wanted.slice(0, REF_MAX)} ${count}`,
    (key) => key,
  );
}

/** Gives out names that mean one thing each. */
export type Names = (wanted: string) => string;

/** Gives each thing a name of its own, whatever the case of its letters; at most as long as a name may be. */
export function makeNames(): Names {
  const ownOf = counting(
    (wanted, count) => `${wanted.slice(0, NAME_MAX - 9)} (${count})`,
    (name) => name.toLowerCase(),
  );
  return (wanted) => ownOf(wanted.slice(0, NAME_MAX));
}

/** How often a text was wanted is kept, so that many equal ones are told apart in time that grows with their number. */
function counting(
  numbered: (wanted: string, count: number) => string,
  fold: (text: string) => string,
): (wanted: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (wanted) => {
    let count = counts.get(fold(wanted)) ?? 1;
    let own = wanted;
    while (used.has(fold(own))) {
      count += 1;
      own = numbered(wanted, count);
    }
    counts.set(fold(wanted), count);
    used.add(fold(own));
    return own;
  };
}
