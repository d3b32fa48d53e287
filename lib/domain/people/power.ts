import { CAPABILITIES, CAPABILITY_KINDS, type Capability, ROLE_CAPABILITIES, type Role } from "./capability";

/** Whether a role decides what others ask for, or administers: nobody gives or opens such a role alone. */
export function holdsPower(role: Role): boolean {
  return CAPABILITIES.some(
    (capability) =>
      ROLE_CAPABILITIES[role].has(capability) &&
      (CAPABILITY_KINDS[capability] === "approve" || CAPABILITY_KINDS[capability] === "administer"),
  );
}

/** Whether a role signs and rejects what others ask for. */
export function mayDecide(role: Role): boolean {
  return ROLE_CAPABILITIES[role].has("approvals:decide");
}

/** What the second role can do and the first can't, in the order of the permission table. */
export function capabilitiesAdded(from: Role | null, to: Role | null): readonly Capability[] {
  return CAPABILITIES.filter(
    (capability) =>
      to !== null &&
      ROLE_CAPABILITIES[to].has(capability) &&
      (from === null || !ROLE_CAPABILITIES[from].has(capability)),
  );
}
