import { NAME_MAX } from "./check-element";

/** Gives out names that mean one thing each. */
export type Names = (wanted: string) => string;

/** Room for the number behind a name, in UTF-16 units. */
const ENDING_MAX = 9;

/**
 * Gives each thing a name of its own, whatever the case of its letters: the wanted one or, once that is taken, the same
 * with the first free number behind it; at most as long as a name may be.
 *
 * @param taken names in use
 * @param ending the number as it stands behind a name
 */
export function makeNames(
  taken: readonly string[] = [],
  ending: (count: number) => string = (count) => ` (${count})`,
): Names {
  const fold = (name: string) => name.trim().toLowerCase();
  const nameFor = tellApart({
    used: new Set(taken.map(fold)),
    fold,
    stem: (wanted) => wanted.slice(0, NAME_MAX - ENDING_MAX),
    numbered: (wanted, count) => {
      const end = ending(count);
      return wanted.slice(0, NAME_MAX - end.length) + end;
    },
  });
  return (wanted) => nameFor(wanted.slice(0, NAME_MAX));
}

interface Apart {
  /** Folded; what is given out is added. */
  readonly used: Set<string>;
  readonly fold: (text: string) => string;
  /** What texts have in common that might become the same with a number behind them. */
  readonly stem: (wanted: string) => string;
  readonly numbered: (wanted: string, count: number) => string;
}

/**
 * Gives each text out once; what was given out before gets a number. Where each stem stopped counting is kept, so that
 * many equal ones are told apart in time that grows with their number.
 */
export function tellApart({ used, fold, stem, numbered }: Apart): (wanted: string) => string {
  const counts = new Map<string, number>();
  return (wanted) => {
    const key = fold(stem(wanted));
    let own = wanted;
    for (let count = (counts.get(key) ?? 1) + 1; used.has(fold(own)); count += 1) {
      own = numbered(wanted, count);
      counts.set(key, count);
    }
    used.add(fold(own));
    return own;
  };
}
