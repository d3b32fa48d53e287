const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT2_HIGH_WORD = 0x3fe6a09e;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1;
/** Which of the two words of a double holds sign and exponent, on this machine. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** 2 to the power of −1074 … 1023, each exact. */
const POWERS_OF_TWO = powersOfTwo();

/**
 * Natural logarithm with the same bits in every engine; `Math.log` may differ in the last one from browser to browser.
 *
 * @param x finite or infinite, ≥ 0
 * @returns within 1 unit in the last place; −∞ at 0, NaN below
 * Source: FreeBSD msun, e_log.c (Sun Microsystems, 1993).
 */
export function ln(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY)
    return x === 0 ? Number.NEGATIVE_INFINITY : x < 0 ? Number.NaN : x;
  const subnormal = x < 2.2250738585072014e-308;
  double[0] = subnormal ? x * 18014398509481984 : x;
  const high = (words[HIGH] ?? 0) + (0x3ff00000 - SQRT2_HIGH_WORD);
  const exponent = (high >>> 20) - 0x3ff - (subnormal ? 54 : 0);
  words[HIGH] = (high & 0xfffff) + SQRT2_HIGH_WORD;
  const f = (double[0] ?? 1) - 1;
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (halfSquare + odd + even) + exponent * LN2_LOW - halfSquare + f + exponent * LN2_HIGH;
}

/**
 * The exponential function with the same bits in every engine.
 *
 * @returns within 1 unit in the last place; 0 below about −745, +∞ above about 709
 * Source: FreeBSD msun, e_exp.c (Sun Microsystems, 2004).
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const power = Math.floor(x / Math.LN2 + 0.5);
  const high = x - power * LN2_HIGH;
  const low = power * LN2_LOW;
  const r = high - low;
  const square = r * r;
  const c =
    r -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 +
            square *
              (6.613756321437934e-5 + square * (-1.6533902205465252e-6 + square * 4.1381367970572385e-8))));
  return timesPowerOfTwo(1 + ((r * c) / (2 - c) - low + high), power);
}

function timesPowerOfTwo(x: number, power: number): number {
  if (power > 1023) return x * 2 * (POWERS_OF_TWO[power - 1 + 1074] ?? 0);
  if (power < -1022) return x * (POWERS_OF_TWO[power + 54 + 1074] ?? 0) * 2 ** -54;
  return x * (POWERS_OF_TWO[power + 1074] ?? 0);
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2098);
  powers[1074] = 1;
  for (let k = 1; k <= 1023; k++) powers[1074 + k] = (powers[1073 + k] ?? 0) * 2;
  for (let k = 1; k <= 1074; k++) powers[1074 - k] = (powers[1075 - k] ?? 0) / 2;
  return powers;
}
