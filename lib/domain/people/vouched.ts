import type { UserId } from "../kernel/ids";

/** An account, and everybody who alone let it in: by an invitation, a reset link, or the role by which it decides. */
export type Vouched = { readonly id: UserId; readonly onWordOf: readonly UserId[] };

/** Two persons settle this one way: whoever let a decider in may sign that another one is confirmed. */
export const CONFIRMS_A_DECIDER = "people.confirm-role";

/**
 * Whether a signature could be the requester's own: one of the two let the other in alone, and nobody else has vouched
 * for that account since. Of a confirmation only the requester's own makings are left out, or three people of whom one
 * invited the other two could never confirm each other. null: any other action. Postgres says the same in `could_be_own`.
 */
export function couldBeOwn(signer: Vouched, requester: Vouched, command: string | null = null): boolean {
  if (signer.onWordOf.includes(requester.id)) return true;
  return command !== CONFIRMS_A_DECIDER && requester.onWordOf.includes(signer.id);
}

/** Who an account stands on the word of, with one more. */
export function withWordOf(onWordOf: readonly UserId[], ...by: readonly UserId[]): readonly UserId[] {
  return [...new Set([...onWordOf, ...by])];
}

/**
 * Whether somebody could vouch for an account: they could be neither its person nor one of those who let it in alone.
 *
 * @param letInBy everybody on whose word the account stands
 */
export function mayVouchFor(voucher: Vouched, account: Vouched, letInBy: readonly Vouched[]): boolean {
  return [account, ...letInBy].every(
    ({ id, onWordOf }) =>
      id !== voucher.id && !onWordOf.includes(voucher.id) && !voucher.onWordOf.includes(id),
  );
}
