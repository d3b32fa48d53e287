/** Words of other tools for kinds of components, folded; the first that fits, the telling ones before the broad ones. */
const KIND_OF: readonly (readonly [kind: string, words: RegExp])[] = [
  ["load-balancer", /load[-_ ]?balanc|\b[aen]lb\b|\belb\b|haproxy/],
  ["gateway", /gateway|\bwaf\b|firewall|reverse[-_ ]?proxy|ingress|\bnginx\b/],
  ["key-store", /key[-_ ]?vault|\bkms\b|\bhsm\b|secrets?[-_ ]?manager|\bvault\b/],
  [
    "identity-provider",
    /identity|cognito|\bidp\b|active[-_ ]?directory|keycloak|auth0|\boauth|\bldap\b|\bsso\b/,
  ],
  [
    "log-store",
    /cloudtrail|cloudwatch|\blog(s|ging|[-_ ]?store|[-_ ]?analytics)?\b|\bsiem\b|splunk|audit[-_ ]?log/,
  ],
  [
    "queue",
    /queue|kafka|\bsqs\b|\bsns\b|rabbit|service[-_ ]?bus|event[-_ ]?(hub|bus|grid)|pub[-_ ]?sub|kinesis|broker/,
  ],
  ["cache", /redis|cache|memcache/],
  ["ledger-node", /ledger|blockchain|ethereum|hyperledger/],
  [
    "database",
    /database|postgres|mysql|mariadb|\bsql\b|\bdb\b|dynamo|mongo|cosmos|oracle|\brds\b|aurora|cassandra|redshift|datastore|data[-_ ]?store/,
  ],
  ["object-store", /storage|\bs3\b|\bblob|bucket|file[-_ ]?(share|system|server)|\befs\b/],
  ["admin-console", /admin|console|portal/],
  ["client", /client|browser|mobile|desktop|android|\bios\b|end[-_ ]?user|\buser\b|\bactor\b|\bhuman\b/],
  ["edge-device", /\biot\b|sensor|\bedge\b|embedded|\bplc\b|device/],
  ["pipeline", /pipeline|\bci[-_ /]?cd\b|jenkins|build[-_ ]?server|codebuild/],
  ["scheduler", /scheduler|\bcron/],
  ["third-party", /third[-_ ]?party|external|partner|\bsaas\b/],
  [
    "service",
    /service|\bapi\b|server|\bapp(lication)?\b|lambda|function|\becs\b|\beks\b|\bec2\b|fargate|container|kubernetes|compute|process|web[-_ ]?ui|website/,
  ],
];
/** Kinds that keep data beyond a request by what they are. */
const STORES: ReadonlySet<string> = new Set(["database", "object-store", "log-store"]);

/** The product's kind of component for a type of another tool; null where its words fit none. */
export function componentKindOf(type: string): string | null {
  const folded = type.slice(0, 200).toLowerCase();
  const exact = KIND_OF.find(([kind]) => kind === folded);
  return (exact ?? KIND_OF.find(([, words]) => words.test(folded)))?.[0] ?? null;
}

/** Whether components of a kind keep data beyond a request. */
export const isStore = (kind: string): boolean => STORES.has(kind);
