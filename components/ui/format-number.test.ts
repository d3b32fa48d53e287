import { expect, test } from "vitest";
import { formatMoney, formatMs, formatPercent } from "./format-number";

test.each([
  [0, "0 ms"],
  [0.04, "0 ms"],
  [23.44, "23.4 ms"],
  [41, "41 ms"],
  [128.6, "129 ms"],
])("%d ms reads %s", (ms, words) => {
  expect(formatMs(ms)).toBe(words.replaceAll(" ", "\u00a0"));
});

test.each([
  [0, "USD", "$0"],
  [87.5, "USD", "$87.5"],
  [80_000, "USD", "$80 k"],
  [999_949, "EUR", "€1 M"],
  [1_941_223.17, "USD", "$1.94 M"],
  [-310_400, "USD", "−$310 k"],
  [12_400_000, "CHF", "CHF 12.4 M"],
  [2.5e9, "GBP", "£2.5 B"],
])("%d %s reads %s", (amount, currency, words) => {
  expect(formatMoney(amount, currency)).toBe(words.replaceAll(" ", "\u00a0"));
});

test.each([
  [0, "0 %"],
  [0.25, "25 %"],
  [0.0044, "0.4 %"],
  [0.00002, "under 0.01 %"],
  [-0.6, "−60 %"],
  [1, "100 %"],
])("a share of %d reads %s", (share, words) => {
  expect(formatPercent(share)).toBe(words.replace(/ (?=%)/, "\u00a0"));
});
