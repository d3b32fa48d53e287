/** Words of other tools for the product's protocols, folded and without what is no letter or digit. */
const PROTOCOL_OF: ReadonlyMap<string, string> = new Map([
  ["https", "https"],
  ["http", "http"],
  ["grpc", "grpc"],
  ["tcp", "tcp"],
  ["tcpip", "tcp"],
  ["udp", "udp"],
  ["dns", "dns"],
  ["sql", "sql"],
  ["jdbc", "sql"],
  ["odbc", "sql"],
  ["postgresql", "sql"],
  ["postgres", "sql"],
  ["mysql", "sql"],
  ["tds", "sql"],
  ["redis", "redis"],
  ["kafka", "kafka"],
  ["amqp", "amqp"],
  ["mqtt", "mqtt"],
  ["websocket", "websocket"],
  ["websockets", "websocket"],
  ["ws", "websocket"],
  ["wss", "websocket"],
  ["ssh", "ssh"],
  ["sftp", "ssh"],
  ["scp", "ssh"],
  ["file", "file"],
]);

/** The product's protocol for a word of another tool; null where it is not known or means two things (“HTTP/S”). */
export function protocolOf(word: string): string | null {
  if (/^https?\s*\/\s*s$/i.test(word.trim())) return null;
  return PROTOCOL_OF.get(word.toLowerCase().replace(/[^a-z0-9]/g, "")) ?? null;
}
