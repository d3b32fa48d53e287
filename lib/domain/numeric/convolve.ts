import { fft, powerOfTwoFrom } from "./fft";

/** About how many multiplications of the direct sum one step of the transform (size × log2 size) costs; measured. */
const STEPS_PER_PRODUCT = 5;

/**
 * Convolution of two sequences: result[k] = Σ a[j]·b[k − j].
 *
 * The direct sum costs a·b multiplications, the transform n·log n for n ≥ a + b; whichever is less is taken. A step of a
 * few hundred cells against a path of a few thousand is about where they meet.
 * @param a at least one value; not changed
 * @param b at least one value; not changed
 * @returns a.length + b.length − 1 values; where no input is negative, none of the result is
 */
export function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const size = powerOfTwoFrom(a.length + b.length - 1);
  const transformCost = STEPS_PER_PRODUCT * size * Math.log2(size);
  return a.length * b.length <= transformCost ? convolveDirectly(a, b) : convolveByTransform(a, b, size);
}

/** The sum as it is written. */
export function convolveDirectly(a: Float64Array, b: Float64Array): Float64Array {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const result = new Float64Array(a.length + b.length - 1);
  for (let j = 0; j < short.length; j++) {
    const factor = short[j] ?? 0;
    if (factor === 0) continue;
    for (let k = 0; k < long.length; k++) result[j + k] = (result[j + k] ?? 0) + factor * (long[k] ?? 0);
  }
  return result;
}

/**
 * The same by one complex transform there and one back: both real sequences ride in it, one as the imaginary part.
 *
 * Rounding may leave about ±1e-17 of the largest value where there should be nothing; what is below zero becomes zero
 * if neither input goes below zero.
 */
export function convolveByTransform(
  a: Float64Array,
  b: Float64Array,
  size = powerOfTwoFrom(a.length + b.length - 1),
): Float64Array {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  real.set(a);
  imaginary.set(b);
  fft(real, imaginary);
  const { productRe, productIm } = productOfHalves(real, imaginary);
  // The inverse transform is the forward one with both parts exchanged.
  fft(productIm, productRe);
  const result = productRe.slice(0, a.length + b.length - 1);
  const nonNegative = isNonNegative(a) && isNonNegative(b);
  for (let k = 0; k < result.length; k++) {
    const value = (result[k] ?? 0) / size;
    result[k] = nonNegative && value < 0 ? 0 : value;
  }
  return result;
}

/** From Z = A + iB the product A·B = (Z[k]² − conj(Z[−k])²) / 4i. */
function productOfHalves(re: Float64Array, im: Float64Array) {
  const size = re.length;
  const productRe = new Float64Array(size);
  const productIm = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const mirror = (size - k) & (size - 1);
    const zr = re[k] ?? 0;
    const zi = im[k] ?? 0;
    const mr = re[mirror] ?? 0;
    const mi = -(im[mirror] ?? 0);
    productRe[k] = (zr * zi - mr * mi) / 2;
    productIm[k] = -(zr * zr - zi * zi - (mr * mr - mi * mi)) / 4;
  }
  return { productRe, productIm };
}

const isNonNegative = (values: Float64Array) => values.every((value) => value >= 0);
