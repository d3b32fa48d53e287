import { NAME_MAX } from "./fields";

/** Gives out names that mean one thing each: a name that is in use gets a number behind it. */
export type Namer = (wanted: string) => string;

const COUNT_CHARS = 8;

/** Upper and lower case are the same; every name fits into an element. */
export function makeNamer(): Namer {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (wanted) => {
    const base = wanted.slice(0, NAME_MAX);
    let own = base;
    for (let count = counts.get(base) ?? 2; used.has(own.toLowerCase()); count++) {
      own = `${base.slice(0, NAME_MAX - COUNT_CHARS)} (${count})`;
      counts.set(base, count + 1);
    }
    used.add(own.toLowerCase());
    return own;
  };
}
