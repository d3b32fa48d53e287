/** Roles in the organisation, from least to most; an approver is not "above" an engineer. */
export const ROLES = ["viewer", "engineer", "approver", "security-lead", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What a membership can say about one system. `none` hides the system. */
export const MEMBERSHIP_ROLES = ["none", "viewer", "engineer", "approver", "security-lead"] as const;
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number];

type Kind = "read" | "work" | "approve" | "administer";

/** What can be done in the whole organisation. */
const ORGANISATION = {
  "people:read": "read",
  "people:manage": "administer",
  "members:manage": "administer",
  "systems:create": "work",
  "tokens:ask": "work",
  "external:ask-organisation": "work",
  "templates:read": "read",
  "templates:manage": "administer",
  "audit:read": "approve",
  "approvals:read": "read",
  "approvals:decide-organisation": "approve",
  "approvals:break-glass-organisation": "approve",
  "policies:manage": "administer",
  "catalogue:manage": "administer",
} as const satisfies Record<string, Kind>;

/** What can be done on one system. */
const SYSTEM = {
  "system:read": "read",
  "system:edit": "work",
  "checklist:work": "work",
  "checklist:comment": "work",
  "external:ask": "work",
  "approvals:decide": "approve",
  "approvals:break-glass": "approve",
} as const satisfies Record<string, Kind>;

export type OrganisationCapability = keyof typeof ORGANISATION;
export type SystemCapability = keyof typeof SYSTEM;
export type Capability = OrganisationCapability | SystemCapability;

export const CAPABILITY_KINDS: Readonly<Record<Capability, Kind>> = { ...ORGANISATION, ...SYSTEM };
export const CAPABILITIES = Object.keys(CAPABILITY_KINDS) as readonly Capability[];

const READ = ["people:read", "templates:read", "approvals:read", "system:read"] as const;
const WORK = ["system:edit", "checklist:work", "checklist:comment", "external:ask"] as const;
const PROGRAMS = ["tokens:ask", "external:ask-organisation"] as const;
const BREAK_GLASS = ["approvals:break-glass", "approvals:break-glass-organisation"] as const;
const DECIDE = ["approvals:decide", "approvals:decide-organisation"] as const;

/** The one permission table: which role can do what where no membership says otherwise. */
export const ROLE_CAPABILITIES: Readonly<Record<Role, ReadonlySet<Capability>>> = {
  viewer: new Set(READ),
  engineer: new Set<Capability>([...READ, ...WORK, ...PROGRAMS, "systems:create"]),
  approver: new Set<Capability>([...READ, ...DECIDE, "checklist:comment", "audit:read"]),
  "security-lead": new Set<Capability>([
    ...READ,
    ...WORK,
    ...DECIDE,
    ...PROGRAMS,
    ...BREAK_GLASS,
    "systems:create",
    "audit:read",
    "members:manage",
    "policies:manage",
    "catalogue:manage",
    "templates:manage",
  ]),
  admin: new Set<Capability>(CAPABILITIES),
};

/** What stands for a right on one system where something concerns no single system. */
export const ORGANISATION_WIDE: Partial<Readonly<Record<SystemCapability, OrganisationCapability>>> = {
  "approvals:decide": "approvals:decide-organisation",
  "external:ask": "external:ask-organisation",
  "approvals:break-glass": "approvals:break-glass-organisation",
};

/** The roles that have a capability, from least to most. */
export function rolesWith(capability: Capability): readonly Role[] {
  return ROLES.filter((role) => ROLE_CAPABILITIES[role].has(capability));
}
