import { assert } from "../kernel/assert";

/** Cosines and sines of the turns of a half circle, by size: the only thing kept between calls, and never changed. */
const tables = new Map<number, Turns>();

interface Turns {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/**
 * Discrete Fourier transform in place: X[k] = Σ x[j]·e^(−2πi·jk/n).
 *
 * @param real n real parts, n a power of two; overwritten
 * @param imaginary n imaginary parts; overwritten
 * Source: Cooley & Tukey 1965, radix 2, decimation in time. Its constants come from square roots alone, which are exact
 * by IEEE 754, so that the result has the same bits in every engine (`Math.sin` may not).
 */
export function fft(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  assert(size === imaginary.length && size > 0 && (size & (size - 1)) === 0, "a transform has 2^k values");
  reverseBits(real, imaginary);
  for (let half = 1; half < size; half *= 2) butterflies(real, imaginary, half, turnsOf(half));
}

/** Smallest power of two that is at least `size`. */
export function powerOfTwoFrom(size: number): number {
  let power = 1;
  while (power < size) power *= 2;
  return power;
}

function butterflies(re: Float64Array, im: Float64Array, half: number, { cosines, sines }: Turns): void {
  const size = re.length;
  for (let start = 0; start < size; start += 2 * half) {
    for (let k = 0; k < half; k++) {
      const a = start + k;
      const b = a + half;
      const cosine = cosines[k] ?? 0;
      const sine = sines[k] ?? 0;
      const bRe = re[b] ?? 0;
      const bIm = im[b] ?? 0;
      const turnedRe = bRe * cosine + bIm * sine;
      const turnedIm = bIm * cosine - bRe * sine;
      const aRe = re[a] ?? 0;
      const aIm = im[a] ?? 0;
      re[b] = aRe - turnedRe;
      im[b] = aIm - turnedIm;
      re[a] = aRe + turnedRe;
      im[a] = aIm + turnedIm;
    }
  }
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let index = 1, mirror = 0; index < size; index++) {
    let bit = size >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      swap(re, index, mirror);
      swap(im, index, mirror);
    }
  }
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = kept;
}

/** cos and sin of π·k/half for k below `half`, by halving angles from the table of half the size. */
function turnsOf(half: number): Turns {
  const known = tables.get(half);
  if (known) return known;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  cosines[0] = 1;
  if (half > 1) {
    const coarse = turnsOf(half / 2);
    const step = half === 2 ? { cosine: 0, sine: 1 } : halfAngle(coarse);
    for (let k = 0; k < half / 2; k++) {
      const cosine = coarse.cosines[k] ?? 0;
      const sine = coarse.sines[k] ?? 0;
      cosines[2 * k] = cosine;
      sines[2 * k] = sine;
      cosines[2 * k + 1] = cosine * step.cosine - sine * step.sine;
      sines[2 * k + 1] = sine * step.cosine + cosine * step.sine;
    }
  }
  const turns = { cosines, sines };
  tables.set(half, turns);
  return turns;
}

function halfAngle({ cosines, sines }: Turns): { readonly cosine: number; readonly sine: number } {
  const cosine = Math.sqrt((1 + (cosines[1] ?? 0)) / 2);
  return { cosine, sine: (sines[1] ?? 0) / (2 * cosine) };
}
