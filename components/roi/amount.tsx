import { exactMoney } from "@/components/posture/exact-money";
import { formatMoney } from "@/components/ui/format-number";

interface AmountProps {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Money rounded to three figures; exact where the pointer rests. */
export function Amount({ amount, currency }: AmountProps) {
  return <span title={exactMoney(amount, currency)}>{formatMoney(amount, currency)}</span>;
}
