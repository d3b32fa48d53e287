import { ANY_SUBJECT, type ApprovalPolicy, DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { Role } from "@/lib/domain/people/capability";
import type { Criticality, DataClass, Regulation, SystemType } from "@/lib/domain/systems/vocabulary";

/** The sample organisation: a payments platform with one system of each type and somebody in every role. */
export const ORGANISATION = { organisation: "Meridian Pay", currency: "USD" };

export type SamplePerson = { readonly name: string; readonly email: string; readonly role: Role };

export const PEOPLE = {
  olu: { name: "Olu Adeyemi", email: "olu@meridian.example", role: "admin" },
  ana: { name: "Ana Kovač", email: "ana@meridian.example", role: "security-lead" },
  mei: { name: "Mei Lin", email: "mei@meridian.example", role: "approver" },
  jonas: { name: "Jonas Weber", email: "jonas@meridian.example", role: "engineer" },
  priya: { name: "Priya Nair", email: "priya@meridian.example", role: "engineer" },
  tomas: { name: "Tomás Silva", email: "tomas@meridian.example", role: "engineer" },
  sara: { name: "Sara Haddad", email: "sara@meridian.example", role: "viewer" },
} as const satisfies Record<string, SamplePerson>;
export type PersonKey = keyof typeof PEOPLE;

/** No second factor is asked for, so that the sample can be tried at once; what destroys still waits for an hour. */
const PLAIN: ApprovalPolicy = { ...DEFAULT_POLICY, stepUpNeeded: false };
export const POLICIES = [
  { subject: ANY_SUBJECT, policy: PLAIN },
  { subject: "external.deploy", policy: { ...PLAIN, expiresAfterS: 4 * 3_600, breakGlass: true } },
];

export type SampleSystem = {
  readonly slug: string;
  readonly name: string;
  readonly type: SystemType;
  readonly description: string;
  readonly owner: PersonKey;
  readonly team: readonly PersonKey[];
  readonly criticality: Criticality;
  readonly dataClasses: readonly DataClass[];
  readonly regulations: readonly Regulation[];
  readonly tags: readonly string[];
  /** Share of the applicable items that somebody has answered, per phase. */
  readonly answered: Readonly<Record<Phase, number>>;
};

export const SYSTEMS: readonly SampleSystem[] = [
  {
    slug: "checkout",
    name: "Checkout",
    type: "microservices",
    description:
      "Takes card payments from merchants' shops: fourteen services behind one API gateway, in two regions.",
    owner: "jonas",
    team: ["jonas", "priya"],
    criticality: 4,
    dataClasses: ["personal", "payment", "credentials"],
    regulations: ["GDPR", "CCPA"],
    tags: ["customer facing", "pci"],
    answered: { design: 0.95, implementation: 0.85, deployment: 0.6, operations: 0.4 },
  },
  {
    slug: "merchant-portal",
    name: "Merchant Portal",
    type: "cloud-native",
    description:
      "Where merchants see payouts and disputes and manage their staff's access. Runs on managed Kubernetes.",
    owner: "priya",
    team: ["priya", "tomas"],
    criticality: 2,
    dataClasses: ["personal", "confidential"],
    regulations: ["GDPR"],
    tags: ["customer facing"],
    answered: { design: 0.9, implementation: 0.7, deployment: 0.55, operations: 0.45 },
  },
  {
    slug: "ledger",
    name: "Ledger",
    type: "distributed-storage",
    description:
      "The double-entry book of every movement of money, replicated over three regions with quorum writes.",
    owner: "tomas",
    team: ["tomas", "jonas"],
    criticality: 4,
    dataClasses: ["payment", "confidential"],
    regulations: [],
    tags: ["system of record"],
    answered: { design: 1, implementation: 0.9, deployment: 0.85, operations: 0.75 },
  },
  {
    slug: "settlement-chain",
    name: "Settlement Chain",
    type: "blockchain",
    description:
      "A permissioned chain on which partner banks settle net positions every hour; eleven validators.",
    owner: "ana",
    team: ["ana", "tomas"],
    criticality: 3,
    dataClasses: ["payment"],
    regulations: [],
    tags: ["partners"],
    answered: { design: 0.7, implementation: 0.45, deployment: 0.25, operations: 0.1 },
  },
  {
    slug: "edge-gateway",
    name: "Edge Gateway",
    type: "edge",
    description: "Terminals and branch gateways in 3,200 shops that accept payments when the line is down.",
    owner: "jonas",
    team: ["jonas", "priya", "tomas"],
    criticality: 3,
    dataClasses: ["payment", "personal"],
    regulations: ["GDPR", "HIPAA"],
    tags: ["devices", "offline"],
    answered: { design: 0.6, implementation: 0.5, deployment: 0.4, operations: 0.2 },
  },
];

/** Proofs that look like what teams keep, by the group of the item. */
export const PROOFS: Readonly<Record<string, readonly string[]>> = {
  Governance: ["Minutes of the security review", "Signed decision record", "Policy, approved version"],
  "Identity and access": [
    "Access review export",
    "Permission matrix, merged change",
    "Sign-in policy export",
  ],
  "Keys and secrets": ["Key inventory export", "Rotation run log", "Secret scan of all repositories"],
  "Network and transport": [
    "TLS scan of all endpoints",
    "Mesh policy, merged change",
    "Firewall rule export",
  ],
  "Data and integrity": ["Data map, current release", "Restore test protocol", "Encryption settings export"],
  "Code and supply chain": ["Dependency scan report", "Signed build provenance", "Static analysis report"],
  Accountability: ["Audit log sample with proof", "Log retention settings", "Clock drift report"],
  "Detection and response": ["Exercise report", "Detection rule test run", "On-call handover record"],
  Resilience: ["Failover rehearsal record", "Load test report", "Region isolation test"],
};

/** Remarks that stand on the first items of a system; @ mentions its people. */
export const COMMENTS: readonly (readonly [PersonKey, string])[] = [
  ["priya", "The three open flows all end at the legacy refund worker. It moves with the next release."],
  ["ana", "@jonas.weber can you attach the scan of last week? The one here is about to expire."],
  ["jonas", "Scan runs tonight with the worker excluded, so it can be proven before the review."],
];

type SampleException = {
  readonly slug: string;
  readonly by: PersonKey;
  /** Null: it still waits for somebody. */
  readonly signer: PersonKey | null;
  readonly kind: "accept" | "not-applicable";
  readonly days: number;
  readonly reason: string;
  readonly because: string;
};

/** What teams leave open on purpose, each on the first open must-item of its system. */
export const EXCEPTIONS: readonly SampleException[] = [
  {
    slug: "settlement-chain",
    by: "tomas",
    signer: "mei",
    kind: "accept",
    days: 60,
    reason:
      "The partner banks roll out the new validator client together in January; one bank alone can’t close this earlier.",
    because:
      "The dates are fixed by contract and the interim limit on net positions holds. Closed with the roll-out.",
  },
  {
    slug: "checkout",
    by: "jonas",
    signer: null,
    kind: "accept",
    days: 45,
    reason:
      "The legacy refund worker is the last service that needs this. It moves with release 4.3, and it has no inbound traffic from outside.",
    because: "",
  },
];
