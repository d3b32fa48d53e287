/** Four 32-bit words, each from 0 to 2^32 − 1. */
export type Block = [number, number, number, number];

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Philox4x32-10: turns a counter into four random words, given a key. Whole numbers only, so that every engine on every
 * machine makes the same bytes; any place of a stream can be computed without those before it.
 *
 * @param block the counter, four words; overwritten with the result
 * @param keyA first word of the key
 * @param keyB second word of the key
 * Source: Salmon, Moraes, Dror, Shaw 2011, Parallel random numbers: as easy as 1, 2, 3 (SC11); Random123 1.14.
 */
export function philox(block: Block, keyA: number, keyB: number): void {
  let [a, b, c, d] = block;
  let roundKeyA = keyA | 0;
  let roundKeyB = keyB | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const highA = highWordOfProduct(MULTIPLIER_A, a);
    const lowA = Math.imul(MULTIPLIER_A, a);
    const highB = highWordOfProduct(MULTIPLIER_B, c);
    const lowB = Math.imul(MULTIPLIER_B, c);
    a = highB ^ b ^ roundKeyA;
    b = lowB;
    c = highA ^ d ^ roundKeyB;
    d = lowA;
    roundKeyA = (roundKeyA + WEYL_A) | 0;
    roundKeyB = (roundKeyB + WEYL_B) | 0;
  }
  block[0] = a >>> 0;
  block[1] = b >>> 0;
  block[2] = c >>> 0;
  block[3] = d >>> 0;
}

/** Upper 32 bits of the product of two unsigned 32-bit words, from products of their halves; no sum of them passes 2^32. */
function highWordOfProduct(x: number, y: number): number {
  const xLow = x & 0xffff;
  const xHigh = x >>> 16;
  const yLow = y & 0xffff;
  const yHigh = y >>> 16;
  const middle = (Math.imul(xHigh, yLow) + (Math.imul(xLow, yLow) >>> 16)) >>> 0;
  const cross = (Math.imul(xLow, yHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(xHigh, yHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}
