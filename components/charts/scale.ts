/** Positions and round ticks of an axis. */

/**
 * Round numbers from `from` to `to`: steps of 1, 2 or 5 times a power of ten.
 *
 * @param countMax how many fit, at least 2
 * @returns rising, within the range; empty where the range is empty
 */
export function linearTicks(from: number, to: number, countMax: number): readonly number[] {
  if (!(to > from)) return [];
  const rough = (to - from) / Math.max(1, countMax - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((multiple) => multiple * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  );
}

/**
 * Powers of ten from `from` to `to`; with 2 and 5 times them where the range holds fewer than three powers.
 *
 * @param from above 0
 * @returns rising, within the range
 */
export function logTicks(from: number, to: number): readonly number[] {
  const powers = multiplesOfPowers(from, to, [1]);
  return powers.length >= 3 ? powers : multiplesOfPowers(from, to, [1, 2, 5]);
}

function multiplesOfPowers(from: number, to: number, multiples: readonly number[]): readonly number[] {
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(from)); 10 ** exponent <= to; exponent++) {
    for (const multiple of multiples) {
      const value = Number((multiple * 10 ** exponent).toPrecision(12));
      if (value >= from && value <= to) ticks.push(value);
    }
  }
  return ticks;
}

/** Place of a value between two others, as a share from 0 to 1, kept within. */
export function shareBetween(value: number, from: number, to: number): number {
  return to > from ? Math.min(Math.max((value - from) / (to - from), 0), 1) : 0;
}

/** The same on a logarithmic axis. */
export function logShareBetween(value: number, from: number, to: number): number {
  return value > 0 ? shareBetween(Math.log(value), Math.log(from), Math.log(to)) : 0;
}

/** A share as a length in CSS. */
export const percentOf = (share: number): string => `${Number((share * 100).toFixed(3))}%`;
