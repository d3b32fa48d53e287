import { choiceWord } from "@/lib/domain/catalogue/property-words";

/** What the addresses of a service say about how it is talked to; null is not stated. */
export interface Talk {
  readonly protocol: string | null;
  readonly encryption: "none" | "tls" | null;
  /** What could not be taken from them, as sentences. */
  readonly doubts: readonly string[];
}
type Spoken = Pick<Talk, "protocol" | "encryption">;

const spoken = (protocol: string, encryption: Spoken["encryption"]): Spoken => ({ protocol, encryption });
const SCHEMES: ReadonlyMap<string, Spoken> = new Map([
  ["https", spoken("https", "tls")],
  ["http", spoken("http", "none")],
  ["grpc", spoken("grpc", null)],
  ["grpcs", spoken("grpc", "tls")],
  ["ws", spoken("websocket", "none")],
  ["wss", spoken("websocket", "tls")],
  ["postgres", spoken("sql", null)],
  ["postgresql", spoken("sql", null)],
  ["mysql", spoken("sql", null)],
  ["mariadb", spoken("sql", null)],
  ["sqlserver", spoken("sql", null)],
  ["redis", spoken("redis", "none")],
  ["rediss", spoken("redis", "tls")],
  ["kafka", spoken("kafka", null)],
  ["amqp", spoken("amqp", "none")],
  ["amqps", spoken("amqp", "tls")],
  ["mqtt", spoken("mqtt", "none")],
  ["mqtts", spoken("mqtt", "tls")],
  ["tcp", spoken("tcp", null)],
  ["udp", spoken("udp", null)],
  ["dns", spoken("dns", null)],
  ["ssh", spoken("ssh", null)],
  ["sftp", spoken("ssh", null)],
  ["file", spoken("file", null)],
]);
/** Ports that one protocol is known for. Source: IANA service name and port number registry. */
const PORTS: ReadonlyMap<string, string> = new Map([
  ["5432", "sql"],
  ["3306", "sql"],
  ["1433", "sql"],
  ["1521", "sql"],
  ["6379", "redis"],
  ["9092", "kafka"],
  ["5672", "amqp"],
  ["5671", "amqp"],
  ["1883", "mqtt"],
  ["8883", "mqtt"],
  ["53", "dns"],
  ["22", "ssh"],
]);
const ADDRESS =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^:/?#[\]@]+)(?::(\d{1,5}))?(?:[/?#]|$)/i;

/**
 * Reads how a service is talked to from its endpoints. A well-known port says the protocol; a scheme that can't be true
 * there (`https` on PostgreSQL's) then says nothing about encryption. Several endpoints count together at their worst.
 */
export function talkOf(endpoints: readonly string[]): Talk {
  const doubts: string[] = [];
  const known = endpoints.flatMap((endpoint) => {
    const one = spokenAt(endpoint);
    if (typeof one !== "string") return [one];
    doubts.push(one);
    return [];
  });
  for (const one of known) if (one.doubt) doubts.push(one.doubt);
  const protocols = [...new Set(known.map(({ protocol }) => protocol))];
  const encryptions = known.map(({ encryption }) => encryption);
  if (protocols.length > 1)
    doubts.push(
      `its endpoints speak ${protocols.map((one) => choiceWord(one ?? "")).join(" and ")}. Set the protocol on each flow to it.`,
    );
  const isTls =
    encryptions.length > 0 && encryptions.every((one) => one === "tls") && known.length === endpoints.length;
  return {
    protocol: protocols.length === 1 ? (protocols[0] ?? null) : null,
    encryption: encryptions.includes("none") ? "none" : isTls ? "tls" : null,
    doubts: [...new Set(doubts)],
  };
}

/** One endpoint, or why it is not understood. The address itself is never repeated: it may hold a password. */
function spokenAt(endpoint: string): (Spoken & { readonly doubt?: string }) | string {
  const match = ADDRESS.exec(endpoint.trim());
  const [, scheme, port = ""] = match ?? [];
  const byPort = PORTS.get(port) ?? null;
  const byScheme = scheme === undefined ? null : (SCHEMES.get(scheme.toLowerCase()) ?? null);
  if (!match || (!byPort && !byScheme))
    return scheme === undefined || byScheme
      ? "an endpoint names no protocol. Set it on the flows to it."
      : `the protocol of an endpoint, ${scheme.slice(0, 20)}, is not known here. Set it on the flows to it.`;
  if (byPort === null || byScheme === null || byScheme.protocol === byPort)
    return byScheme ?? { protocol: byPort, encryption: null };
  return {
    protocol: byPort,
    encryption: null,
    doubt: `an endpoint says ${choiceWord(byScheme.protocol ?? "")} on the port of ${choiceWord(byPort)}. It is taken for ${choiceWord(byPort)}, and whether it is encrypted stays unknown.`,
  };
}
