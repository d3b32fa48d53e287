import type { Trust } from "@/lib/domain/architecture/vocabulary";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import type { BandStep } from "@/lib/domain/threats/vocabulary";

/** Folded words of Threagile and what they are here. Source: schema.json of Threagile 1.0, and names of older versions. */

/** Kind of a component by its technology; null: known, but no kind says it. */
export const KIND_OF_TECHNOLOGY: ReadonlyMap<string, string | null> = new Map(
  Object.entries({
    client: "client-system browser desktop mobile-app devops-client cli",
    "edge-device": "iot-device",
    "load-balancer": "load-balancer",
    gateway: "reverse-proxy gateway waf service-mesh ids ips",
    "identity-provider": "identity-provider ldap-server",
    database: "database identity-store-ldap identity-store-database data-lake search-index",
    "object-store": "file-server local-file-system block-storage",
    cache: "cache",
    queue: "message-queue stream-processing",
    "log-store": "monitoring",
    "key-store": "vault hsm",
    pipeline: "build-pipeline sourcecode-repository artifact-registry code-inspection-platform",
    scheduler: "scheduler batch-processing",
    service:
      "web-server web-application application-server erp cms web-service-rest web-service-soap ejb search-engine service-registry container-platform event-listener task function report-engine ai mail-server mainframe",
    "": "tool library unknown-technology",
  }).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind || null] as const)),
);

/** What a protocol says; null is not stated by it. */
export interface Spoken {
  readonly protocol: string | null;
  readonly encryption: "none" | "tls" | null;
}

const PLAIN: Readonly<Record<string, string>> = {
  http: "http",
  ws: "websocket",
  mqtt: "mqtt",
  jdbc: "sql",
  odbc: "sql",
  "sql-access-protocol": "sql",
  "reverse-proxy-web-protocol": "http",
  "local-file-access": "file",
};
const ENCRYPTED: Readonly<Record<string, string>> = {
  https: "https",
  wss: "websocket",
  "jdbc-encrypted": "sql",
  "odbc-encrypted": "sql",
  "sql-access-protocol-encrypted": "sql",
  "reverse-proxy-web-protocol-encrypted": "https",
  ssh: "ssh",
  "ssh-tunnel": "ssh",
  sftp: "ssh",
  scp: "ssh",
};
/** Known protocols that the product has no word for. */
const PLAIN_OTHERS =
  "nosql-access-protocol binary text smtp pop3 imap ftp ldap smb iiop jrmp nfs nrpe xmpp".split(" ");
const ENCRYPTED_OTHERS =
  "nosql-access-protocol-encrypted binary-encrypted text-encrypted smtp-encrypted pop3-encrypted imap-encrypted ftps ldaps smb-encrypted iiop-encrypted jrmp-encrypted".split(
    " ",
  );
const SILENT =
  "unknown-protocol jms in-process-library-call inter-process-communication container-spawning".split(" ");

export const PROTOCOLS: ReadonlyMap<string, Spoken> = new Map<string, Spoken>([
  ...Object.entries(PLAIN).map(([word, protocol]) => [word, { protocol, encryption: "none" }] as const),
  ...Object.entries(ENCRYPTED).map(([word, protocol]) => [word, { protocol, encryption: "tls" }] as const),
  ...PLAIN_OTHERS.map((word) => [word, { protocol: null, encryption: "none" }] as const),
  ...ENCRYPTED_OTHERS.map((word) => [word, { protocol: null, encryption: "tls" }] as const),
  ...SILENT.map((word) => [word, { protocol: null, encryption: null }] as const),
]);

/** Null: known, but it does not say how the caller is known. */
export const AUTHENTICATIONS: ReadonlyMap<string, string | null> = new Map([
  ["none", "none"],
  ["credentials", "token"],
  ["session-id", "token"],
  ["token", "token"],
  ["two-factor", "token"],
  ["client-certificate", "mtls"],
  ["externalized", null],
]);
export const AUTHORIZATIONS: ReadonlyMap<string, string> = new Map([
  ["none", "none"],
  ["technical-user", "service"],
  ["end-user-identity-propagation", "user"],
  ["enduser-identity-propagation", "user"],
]);

/** How stored data are encrypted. */
export const ENCRYPTIONS_AT_REST: ReadonlyMap<string, string> = new Map([
  ["none", "none"],
  ["transparent", "volume"],
  ["data-with-symmetric-shared-key", "application"],
  ["data-with-asymmetric-shared-key", "application"],
  ["data-with-end-user-individual-key", "application"],
  ["data-with-enduser-individual-key", "application"],
]);

/** How confidential a data asset is: its class here, and its worth of 1 to 5. */
export const CONFIDENTIALITIES: ReadonlyMap<
  string,
  { readonly dataClass: DataClass; readonly worth: BandStep }
> = new Map([
  ["public", { dataClass: "public", worth: 1 }],
  ["internal", { dataClass: "internal", worth: 2 }],
  ["restricted", { dataClass: "internal", worth: 3 }],
  ["confidential", { dataClass: "confidential", worth: 4 }],
  ["strictly-confidential", { dataClass: "confidential", worth: 5 }],
]);
/** How critical its integrity or availability is, of 1 to 5. */
export const CRITICALITIES: ReadonlyMap<string, BandStep> = new Map([
  ["archive", 1],
  ["operational", 2],
  ["important", 3],
  ["critical", 4],
  ["mission-critical", 5],
]);
/** Words of a data asset that say more than how confidential it is. */
export const CLASS_WORDS: readonly (readonly [DataClass, RegExp])[] = [
  ["personal", /\bpii\b|\bgdpr\b|\bdsgvo\b|personal(ly)? (data|information|identif)/i],
  ["health", /\bphi\b|\bhealth|\bmedical|\bpatient/i],
  ["payment", /\bpci\b|payment|credit ?card|cardholder/i],
  ["credentials", /credential|password|secrets?\b|\btokens?\b|private key|api[- ]key/i],
];

/** How far a boundary is trusted by its type, where its name does not say more. */
export const TRUST_OF_TYPE: ReadonlyMap<string, Trust> = new Map<string, Trust>([
  ["network-on-prem", 2],
  ["network-dedicated-hoster", 1],
  ["network-virtual-lan", 2],
  ["network-cloud-provider", 1],
  ["network-cloud-security-group", 2],
  ["network-policy-namespace-isolation", 2],
  ["execution-environment", 2],
]);

/** Likelihood of 1 to 5. */
export const LIKELIHOODS: ReadonlyMap<string, number> = new Map([
  ["unlikely", 2],
  ["likely", 3],
  ["very-likely", 4],
  ["frequent", 5],
]);
export const STATUSES: ReadonlySet<string> = new Set([
  "unchecked",
  "in-discussion",
  "accepted",
  "in-progress",
  "mitigated",
  "false-positive",
]);
