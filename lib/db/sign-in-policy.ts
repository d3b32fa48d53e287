import "server-only";
import type { Role } from "@/lib/domain/people/capability";
import { type Read, revise, type Tx } from "./client";

/** Which roles need a second factor to get in. */
export type SignInPolicy = { readonly factorRoles: readonly Role[]; readonly version: number };

const ID = 1;

export async function getSignInPolicy(read: Read): Promise<SignInPolicy> {
  const row = await read.sql.signInPolicy.findUniqueOrThrow({ where: { id: ID } });
  return { factorRoles: row.factorRoles as Role[], version: row.version };
}

/** The policy, its row held until the transaction ends. */
export async function lockSignInPolicy(tx: Tx): Promise<SignInPolicy> {
  await tx.sql.$queryRaw`select 1 from sign_in_policy where id = ${ID} for update`;
  return getSignInPolicy(tx);
}

/** Says anew which roles need a second factor; the row is held. */
export async function updateSignInPolicy(tx: Tx, factorRoles: readonly Role[]): Promise<void> {
  const { version } = await tx.sql.signInPolicy.update({
    where: { id: ID },
    data: { factorRoles: [...factorRoles], version: { increment: 1 } },
  });
  revise(tx, {
    aggregate: "sign-in-policy",
    id: String(ID),
    version,
    snapshot: { factorRoles: [...factorRoles] },
  });
}

/** Of the active people of each role, how many have a second factor. */
export async function countFactorsByRole(
  read: Read,
): Promise<readonly { readonly role: Role; readonly people: number; readonly withFactor: number }[]> {
  return read.sql.$queryRaw`
    select u.role, count(*)::int as people,
      count(*) filter (where exists (select 1 from totp_factor t where t.user_id = u.id and t.confirmed_at is not null)
        or exists (select 1 from passkey k where k.user_id = u.id))::int as "withFactor"
    from "user" u where u.status = 'active' group by u.role`;
}
