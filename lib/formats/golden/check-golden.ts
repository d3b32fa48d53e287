import { ok, type Result } from "@/lib/domain/kernel/result";
import { type Leaf, leafText, meets, type Tolerance } from "../expectation/expectation";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { computeGolden } from "./compute-golden";
import { readGolden } from "./read-golden";

/** Everything but milliseconds: the same number but for the last bits. */
export const NUMBER_TOLERANCE: Tolerance = { abs: 1e-12, rel: 1e-9 };
/** Milliseconds, where a file does not say: two cells of the grid, since files write rounded milliseconds. */
export const MS_TOLERANCE_DEFAULT = 0.1;
/** However much a file allows itself. */
export const MS_TOLERANCE_MAX = 0.5;

/** One expected number beside the one that the product computes. */
export interface GoldenLine {
  readonly path: string;
  readonly expected: Leaf;
  /** Undefined where the product computes nothing of this name. */
  readonly computed: Leaf | undefined;
  readonly ok: boolean;
  /** As it is printed: `path expected computed ok|off`. */
  readonly text: string;
}

/**
 * Computes a worked example and compares it, number by number, in the order of the file.
 *
 * Tolerance: relative 1e-9 (and 1e-12 near zero); for milliseconds the file's own `toleranceMs` (at most 0.5), else 0.1.
 * @param bytes the file, JSON in the shape of `lib/catalogue/golden-system.json`
 */
export function checkGolden(bytes: Uint8Array): Result<readonly GoldenLine[], FileRefusal> {
  const file = readGolden(bytes);
  if (!file.ok) return file;
  const { inputs, expected } = file.value;
  const computedAt = computeGolden(inputs);
  if (!computedAt.ok) return refuseFile([{ line: null, path: "", message: computedAt.error }]);
  const ms = { abs: Math.min(MS_TOLERANCE_MAX, inputs.latency?.toleranceMs ?? MS_TOLERANCE_DEFAULT), rel: 0 };
  return ok(
    expected.map(({ path, value }) => {
      const computed = computedAt.value(path);
      const tolerance = path.startsWith("latency.") ? ms : NUMBER_TOLERANCE;
      const isMet = computed !== undefined && meets(value, computed, tolerance);
      const text = `${path} ${leafText(value)} ${leafText(computed)} ${isMet ? "ok" : "off"}`;
      return { path, expected: value, computed, ok: isMet, text };
    }),
  );
}
