import "server-only";
import { findFactorKinds, findFactors } from "@/lib/db/factors";
import { findHalfSession } from "@/lib/db/half-sessions";
import { findInstallation } from "@/lib/db/installation";
import { countFactorsByRole, getSignInPolicy } from "@/lib/db/sign-in-policy";
import { TOTP_SET_UP_MINUTES } from "@/lib/domain/people/factors";
import { mayInOrganisation } from "@/lib/domain/people/may";
import { halfSessionOfRequest } from "@/lib/server/half-cookie";
import { defineLoader, definePublicLoader } from "@/lib/server/loader";
import { hashToken } from "@/lib/server/token";
import { totpSetUp, unsealTotpSecret } from "@/lib/server/totp";

/** One's own second factors; the secret of an app only while it is being set up. */
export const loadMyFactors = defineLoader({
  permission: "self",
  unready: "allowed",
  load: async ({ read, actor, asOf }) => {
    const { totp, ...rest } = await findFactors(read, actor.id);
    const policy = await getSignInPolicy(read);
    const organisation = (await findInstallation(read))?.organisation ?? "";
    const fresh = totp?.state === "pending" && asOf - totp.createdAtMs <= TOTP_SET_UP_MINUTES * 60_000;
    const secret = fresh ? unsealTotpSecret(actor.id, totp.sealed) : null;
    return {
      totp: totp?.state === "set" ? totp : null,
      setUp: secret === null ? null : totpSetUp(secret, { organisation, email: actor.email }),
      ...rest,
      email: actor.email,
      needed: policy.factorRoles.includes(actor.role),
      role: actor.role,
      asOf,
    };
  },
});

/** The sign-in that this browser has begun, and with what it can go on; null where there is none. */
export const loadSecondStep = definePublicLoader({
  load: async ({ read }) => {
    const half = await findHalfSession(read, hashToken(await halfSessionOfRequest()));
    return half && { name: half.name, factors: await findFactorKinds(read, half.userId) };
  },
});

/** Which roles need a second factor, and how many people of each have one. */
export const loadSignInPolicy = defineLoader({
  permission: "people:read",
  load: async ({ read, actor }) => ({
    ...(await getSignInPolicy(read)),
    counts: await countFactorsByRole(read),
    mayChange: mayInOrganisation(actor, "people:manage"),
  }),
});
