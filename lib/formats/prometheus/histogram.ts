/** A bucket of a cumulative histogram. */
export interface Bucket {
  /** Upper border, in the histogram's own unit. */
  readonly upTo: number;
  /** How many lie at or below the border. */
  readonly count: number;
}

const PROBABILITIES = [0.5, 0.9, 0.95, 0.99] as const;

/**
 * Percentiles of a histogram: on a straight line inside their bucket, the lowest of which starts at 0; past the last
 * border they are that border.
 *
 * @returns none where nothing was counted; null where the buckets can't be true
 * Source: Prometheus, "histogram_quantile()".
 */
export function quantilesOf(
  buckets: readonly Bucket[],
): readonly { readonly probability: number; readonly value: number }[] | null {
  const rising = [...buckets].sort((a, b) => a.upTo - b.upTo);
  const last = rising.at(-1);
  const isSound = rising.every(
    ({ upTo, count }, n) =>
      !Number.isNaN(upTo) && count >= (rising[n - 1]?.count ?? 0) && Number.isFinite(count),
  );
  if (!last || !isSound || last.upTo !== Number.POSITIVE_INFINITY) return null;
  if (last.count === 0 || rising.length < 2) return [];
  return PROBABILITIES.map((probability) => {
    const rank = probability * last.count;
    const n = rising.findIndex(({ count }) => count >= rank);
    const { upTo, count } = rising[n] ?? last;
    const below = rising[n - 1] ?? { upTo: Math.min(0, upTo), count: 0 };
    if (upTo === Number.POSITIVE_INFINITY) return { probability, value: below.upTo };
    const share = count === below.count ? 1 : (rank - below.count) / (count - below.count);
    return { probability, value: below.upTo + (upTo - below.upTo) * share };
  });
}
