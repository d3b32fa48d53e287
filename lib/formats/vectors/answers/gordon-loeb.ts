import { z } from "zod";
import {
  type BestSpending,
  bestSpendingClass1,
  bestSpendingClass2,
  spendingBound,
  vulnerabilityClass1,
} from "@/lib/domain/roi/gordon-loeb";
import { type Answerer, forInputs } from "../answer";
import { amount, amounts, number, share } from "./numbers";

const vulnerability = number.gt(0).lt(1);
const asset = { v: vulnerability, L: amount, alpha: number.positive() };

const valuesOf = (best: BestSpending, atStake: number) => ({
  z_star: best.spendAmount,
  S: best.vulnerabilityLeft,
  enbis: best.netBenefitAmount,
  cap_vL_over_e: spendingBound(atStake),
  ratio_to_vL: best.spendAmount / atStake,
});

/** Best spending, class I where a productivity `beta` is given, else class II. */
export const bestSpending: Answerer = forInputs(
  z.strictObject({ ...asset, beta: number.positive().optional() }),
  ({ v, L, alpha, beta }) => {
    const inputs = { vulnerability: v, lossAmount: L, alpha };
    const best = beta === undefined ? bestSpendingClass2(inputs) : bestSpendingClass1({ ...inputs, beta });
    return { values: valuesOf(best, v * L) };
  },
);

/** The bound of an asset from attack and success chances. */
export const boundOfAsset: Answerer = forInputs(
  z.strictObject({ data_value: amount, attack_probability: share, success_probability: share }),
  ({ data_value: value, attack_probability: attack, success_probability: success }) => {
    const expected = value * attack * success;
    return {
      values: { expected_loss: expected, cap_exact: spendingBound(expected) },
      quoted: ["cap_published_rounded"],
    };
  },
);

/** An expected loss contains the vulnerability already: it must not be applied twice. */
export const boundOfLoss: Answerer = forInputs(
  z.strictObject({ v: vulnerability, ale: amount }),
  ({ ale }) => ({
    values: { upper_bound_correct: spendingBound(ale) },
    quoted: ["their_value", "rule"],
  }),
);

/** What is left after spending, for low (beta 1) and medium (beta 2) productivity. */
export const productivity: Answerer = forInputs(
  z.strictObject({ z: amounts, v: share }),
  ({ z: spent, v }) => {
    const row = (name: string, beta: number) =>
      spent.map(
        (amountSpent, index) => [`${name}[${index}]`, vulnerabilityClass1(v, amountSpent, 1, beta)] as const,
      );
    return { values: Object.fromEntries([...row("low", 1), ...row("medium", 2)]) };
  },
);
