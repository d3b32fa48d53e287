import type { Capability, MembershipRole, Role } from "./capability";
import type { PersonStatus } from "./person";

/** How screens name a role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  engineer: "Engineer",
  approver: "Approver",
  "security-lead": "Security lead",
  admin: "Administrator",
};

/** A role inside a sentence, with its article: "an engineer". */
export const ROLE_PHRASES: Readonly<Record<Role, string>> = {
  viewer: "a viewer",
  engineer: "an engineer",
  approver: "an approver",
  "security-lead": "a security lead",
  admin: "an administrator",
};

/** What each role is for, in one sentence. */
export const ROLE_PURPOSES: Readonly<Record<Role, string>> = {
  viewer: "Reads everything that isn't hidden from them.",
  engineer: "Works on systems and their checklists.",
  approver:
    "Signs or rejects what needs a second person, reads everything, the audit log included, and comments.",
  "security-lead":
    "Works on systems, signs what others ask for, keeps the checklists and says who may do what on one system.",
  admin: "Does everything here, people and roles included.",
};

/** How screens name what a membership says about one system; `null` is no membership. */
export const MEMBERSHIP_WORDS: Readonly<Record<MembershipRole, string>> = {
  none: "Hidden",
  viewer: ROLE_WORDS.viewer,
  engineer: ROLE_WORDS.engineer,
  approver: ROLE_WORDS.approver,
  "security-lead": ROLE_WORDS["security-lead"],
};

export const STATUS_WORDS: Readonly<Record<PersonStatus, string>> = {
  active: "Active",
  locked: "Locked",
  deactivated: "Deactivated",
};

/** What a capability lets a person do, as an ending of "can ...". */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  "people:read": "See everybody and their role",
  "people:manage": "Invite people, change roles, lock accounts",
  "members:manage": "Say who may do what on one system",
  "systems:create": "Register systems",
  "tokens:ask": "Ask for tokens, with which programs speak for them",
  "external:ask-organisation": "Ask for external actions that concern no single system",
  "templates:read": "Read checklist templates",
  "templates:manage": "Import checklist templates",
  "audit:read": "Read the audit log",
  "approvals:read": "Read requests for approval",
  "approvals:decide-organisation": "Approve or reject requests of the organisation",
  "approvals:break-glass-organisation": "Go ahead alone in an emergency of the organisation",
  "policies:manage": "Change how requests are decided",
  "catalogue:manage": "Change how strong mechanisms are taken to be",
  "system:read": "Read systems, checklists and proof",
  "external:ask": "Ask for external actions on a system, such as a deployment",
  "system:edit": "Change what is known about a system",
  "checklist:work": "Answer items and add proof",
  "checklist:comment": "Comment on items",
  "approvals:decide": "Approve or reject requests on systems",
  "approvals:break-glass": "Go ahead alone in an emergency on systems, to be reviewed",
};
