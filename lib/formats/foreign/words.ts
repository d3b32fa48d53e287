/** Words of other tools for mechanisms and threats of the catalogue, tried in order: the telling ones first. */

export const MECHANISM_WORDS: readonly (readonly [mechanism: string, words: RegExp])[] = [
  ["mtls", /\bmtls\b|mutual(ly)? (tls|authenticat)|client certificate|two-way (tls|ssl)/],
  ["sender-constrained-tokens", /\bdpop\b|sender[- ]constrain|token binding|proof[- ]of[- ]possession/],
  [
    "short-lived-certs",
    /short[- ]lived|(certificate|key|secret|credential)s? rotation|rotat\w* (the )?(key|secret|cert|credential)/,
  ],
  ["mfa-phishing-resistant", /\bfido2?\b|webauthn|passkey|hardware (token|key)|phishing[- ]resistant/],
  ["mfa-otp", /\bmfa\b|\b2fa\b|multi[- ]factor|two[- ]factor|one[- ]time (password|code)|\btotp\b/],
  [
    "two-person-approval",
    /two[- ]person|four[- ]eyes|dual (control|approval)|peer review|code review|branch protection|segregation of duties/,
  ],
  ["ddos-absorption", /\bddos\b.*(protect|mitigat|absor|shield)|cloudflare|\bcdn\b|aws shield|anti-?ddos/],
  ["rate-limiting", /rate[- ]?limit|throttl|\bquota|brute[- ]force protect|account lockout|captcha/],
  ["waf-gateway", /\bwaf\b|web ?acl\b|web application firewall|api gateway|reverse proxy/],
  [
    "input-validation",
    /(input|schema) (validat|saniti)|saniti[sz]|output encod|escap(e|ing)|parameteri[sz]ed|prepared statement|validat\w* (all )?(input|data|request)|content security policy|\bcsp\b|\bcsrf\b/,
  ],
  [
    "tamper-evident-log",
    /tamper[- ](evident|proof)|append[- ]only|immutable (log|storage|audit)|write[- ]once|\bworm\b/,
  ],
  [
    "artifact-signing",
    /sign(ed|ing)? (artifact|image|build|release|commit|package|binar)|code sign|\bsbom\b|\bslsa\b|sigstore|cosign/,
  ],
  [
    "signed-messages",
    /digital(ly)? sign|sign(ed|ing)? (message|request|payload|webhook)|message (authentication|integrity)|\bhmac\b|integrity check|checksum/,
  ],
  ["idempotency-keys", /idempoten|\bnonce|replay (protect|prevent)/],
  ["atomic-transactions", /atomic|transaction(al)? isolation|optimistic lock|serializ/],
  ["quorum-bft", /\bquorum\b|byzantine|\bbft\b|consensus (protocol|algorithm)/],
  ["kms-hsm", /\bkms\b|\bhsm\b|key management|key vault/],
  [
    "secrets-manager",
    /secrets? (manage|store|vault)|hashicorp vault|\b(in|into|use|by|from) (a |an |the )?(\w+ )?vault\b(?! (polic|pod|role|token|config))|secure (storage of )?(secret|credential)|hard[- ]?coded (secret|credential|password)/,
  ],
  [
    "encryption-at-rest",
    /encrypt\w*[^.]{0,60}(at rest|disk|storage|database|stored|backup|file ?system|volume|bucket)|(at[- ]rest|disk|storage|database|volume) encrypt|data-?at-?rest/,
  ],
  [
    "pki",
    /\bpki\b|certificate (authority|validat|verif|pinning)|validat\w* certificate|server authentication/,
  ],
  [
    "tls",
    /\btls\b|\bssl\b|\bhttps\b|encrypt\w*[^.]{0,60}(transit|transport|channel|communication|traffic|connection|in flight)|(transport|channel|communication|in[- ]transit)\w*[^.]{0,20}encrypt|secure (channel|transport)|\bipsec\b|\bvpn\b/,
  ],
  [
    "token-auth",
    /\boauth|openid|\boidc\b|\bjwt\b|\bsaml\b|access token|bearer token|api key|\bsso\b|authenticat|credential/,
  ],
  [
    "rbac-abac",
    /\brbac\b|\babac\b|role[- ]based|access control|authori[sz]ation|least[- ]privilege|permission|privilege|\biam\b|\bacls?\b/,
  ],
  ["zero-trust-policy", /zero[- ]trust/],
  [
    "segmentation",
    /segment|firewall|\bvpc\b|\bvlan\b|network (isolat|segregat)|network ?polic|security group|private (network|endpoint|subnet)|\bdmz\b/,
  ],
  ["dlp-egress", /\bdlp\b|data loss prevention|egress|exfiltrat/],
  ["idps", /\bidp?s\b|intrusion (detect|prevent)/],
  ["anomaly-detection", /anomal|behaviou?r(al)? (analy|detect)|\bsiem\b|fraud detect/],
  ["logging-audit", /\baudit|logging|\blogs?\b|monitor|traceab/],
  ["sandboxing", /sandbox|isolat(e|ion|ed)|container harden|seccomp|\bgvisor\b|hypervisor|memory protect/],
  [
    "patching",
    /patch|dependabot|security updates?|dependency (update|scan|check)|vulnerability (scan|manag)|up[- ]to[- ]date|updates?\b.*(software|library|dependenc)/,
  ],
  [
    "security-testing",
    /penetration|pen ?test|\bsast\b|\bdast\b|fuzz|security (test|review)|static analysis|threat model/,
  ],
  [
    "config-policy",
    /harden|security headers|block public access|secure (default|configuration)|configuration|policy as code|admission control|gatekeeper|kyverno|pod security|\bcspm\b|misconfig|\bcis benchmark|infrastructure as code/,
  ],
  ["multi-region-isolation", /multi[- ]region|region(al)? (isolat|fail-?over)/],
  ["backup-dr", /backup|disaster recover|restor(e|ation)/],
  [
    "redundancy",
    /redundan|availability zones|health checks?|auto-?scal|load balanc|high availab|fail-?over|replica/,
  ],
  ["incident-response", /incident|runbook|degrad(ed|ation)|business continuity/],
  ["training", /\btraining|awareness|\beducat/],
  ["mail-filtering", /(mail|email|spam|link) filter|\bdmarc\b|\bspf\b/],
];

export const THREAT_WORDS: readonly (readonly [threat: string, words: RegExp])[] = [
  [
    "mitm",
    /man[- ]in[- ]the[- ]middle|\bmitm\b|adversary[- ]in[- ]the[- ]middle|eavesdrop|sniff|intercept|unencrypted (communication|channel|connection|traffic|flow|data ?flow)|unguarded (direct|indirect) (data)?|in transit|over the (wire|network)|plain ?text (communication|channel)|data flow (sniff|is potentially)/,
  ],
  [
    "replay",
    /replay|reus(e|ing) (of )?(a |the )?(token|session|cookie)|session (fixation|hijack)|stolen (token|session|cookie)|token theft/,
  ],
  [
    "ddos",
    /denial[- ]of[- ]service|\bd?dos\b|flood|exhaust|resource consumption|unavailab|overload|crash|interrupt|availability|dos-risky/,
  ],
  ["toctou", /\btoctou\b|race condition|double[- ]spend|check[- ]then|concurren/],
  [
    "byzantine",
    /byzantine|malicious node|lying node|sybil|consensus|poison(ing|ed)|supply[- ]chain|backdoor/,
  ],
  [
    "soceng",
    /phish|social engineer|imperson|trick(s|ed|ing) (a |the )?(user|employee|admin|operator)|credential stuffing|spear/,
  ],
  [
    "keys",
    /(key|secret|certificate|credential)s?[^.]{0,40}(rotat|expir|stale|leak|stolen|compromis|hard[- ]?cod)|hard[- ]?coded|stale key|missing vault|key (management|material)|weak (key|crypto)|cryptanaly/,
  ],
  [
    "region",
    /\bregion\b|data ?cent(er|re)|ransom|data destruction|disaster|loss of (the )?(site|facility|backup)/,
  ],
  [
    "insider",
    /insider|rogue (admin|employee|operator)|malicious (admin|employee|operator|insider)|disgruntled|repudiat|den(y|ies|ied) (having|performing|that)|insufficient (audit|logging)|log tamper|(tamper|delete|modif)\w* (with )?(the )?(audit )?logs?|accidental (secret|deletion)/,
  ],
  [
    "privesc",
    /privilege|elevat|escalat|unauthori[sz]ed (access|use|action)|bypass\w* (authori|access|permission)|gain\w* (admin|root)|missing authori[sz]ation|identity propagation|container (escape|base ?image)|remote code|execution|execute arbitrary/,
  ],
  [
    "misconfig",
    /misconfig|default (password|credential|config|setting)|insecure default|missing (cloud )?hardening|excessive (permission|exposure)|unnecessary|unpatched|outdated|mixed targets|wrong|missing (waf|network segmentation|build infrastructure|identity store)|dangling/,
  ],
  [
    "api",
    /inject|\bxss\b|cross[- ]site|\bcsrf\b|\bssrf\b|\bxxe\b|sql\b|deserial|path[- ]traversal|input validat|\bapi\b|untrusted (input|data)|file upload|ldap|search[- ]query|missing (authentication|file validation)|spoof|authenticat|brute[- ]?force|open redirect|scrap/,
  ],
  [
    "leak",
    /leak|disclos|expos(e|ure|ed)|exfiltrat|steal|theft|stolen|sensitive (data|information)|unencrypted (asset|storage|data)|privacy|confidential|read(s|ing)? (the )?(data|content|secret)|\bpii\b|unencrypted technical asset/,
  ],
];
