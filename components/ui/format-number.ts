const NBSP = "\u00a0";
const MINUS = "\u2212";

/** "23.4 ms"; whole milliseconds from 100 on. */
export function formatMs(ms: number): string {
  return `${plain(ms, ms >= 100 ? 0 : 1)}${NBSP}ms`;
}

const SCALES = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/**
 * "$1.94 M", "$80 k", "−$3.2 M": three figures, as a headline has it.
 *
 * @param currency ISO 4217, as in USD
 */
export function formatMoney(amount: number, currency: string): string {
  const size = Math.abs(amount);
  // 999 950 is "1 M", not "1000 k".
  const [divisor, suffix] = SCALES.find(([from]) => size >= from * 0.9995) ?? [1, ""];
  const figures = Number((size / divisor).toPrecision(3));
  const sign = amount < 0 && figures > 0 ? MINUS : "";
  return `${sign}${symbolOf(currency)}${figures}${suffix && NBSP + suffix}`;
}

/**
 * "25 %", "0.4 %", "under 0.01 %": percent of a share.
 *
 * @param share 1 is 100 %
 */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return `under 0.01${NBSP}%`;
  const decimals = Math.abs(percent) < 0.1 ? 2 : Math.abs(percent) < 10 ? 1 : 0;
  return `${plain(percent, decimals)}${NBSP}%`;
}

/** Without digits that say nothing: "25" for 25.0. */
function plain(value: number, decimals: number): string {
  const text = String(Number(Math.abs(value).toFixed(decimals)));
  return value < 0 && text !== "0" ? MINUS + text : text;
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  return /[a-z]$/i.test(symbol) ? symbol + NBSP : symbol;
}
