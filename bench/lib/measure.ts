/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Prints one figure as `name value unit`. */
export function report(name: string, value: number, unit: string): void {
  process.stdout.write(`${name} ${value.toFixed(2)} ${unit}\n`);
}

async function timeMs(url: string, cookie: string): Promise<number> {
  const startedMs = performance.now();
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedMs;
}

/**
 * How many times longer a page takes than a prerendered answer of the same server: the ratio of the medians, both
 * measured in turn within one run.
 */
export async function serverRatio(
  baseURL: string,
  path: string,
  cookie: string,
  rounds = 60,
): Promise<number> {
  const page: number[] = [];
  const still: number[] = [];
  for (let round = -10; round < rounds; round++) {
    const stillMs = await timeMs(`${baseURL}/robots.txt`, cookie);
    const pageMs = await timeMs(`${baseURL}${path}`, cookie);
    if (round < 0) continue;
    still.push(stillMs);
    page.push(pageMs);
  }
  process.stderr.write(
    `${path}: median ${median(page).toFixed(1)} ms, prerendered ${median(still).toFixed(2)} ms\n`,
  );
  return median(page) / median(still);
}
