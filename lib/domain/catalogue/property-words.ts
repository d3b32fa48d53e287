import { err, ok, type Result } from "../kernel/result";
import type { PropertyDefinition, PropertyOwner, PropertyValue, PropertyValues } from "./property";

const WORDS: Readonly<Record<string, string>> = {
  mtls: "mTLS",
  "mtls+token": "mTLS and token",
  tls: "TLS",
  https: "HTTPS",
  http: "HTTP",
  grpc: "gRPC",
  tcp: "TCP",
  udp: "UDP",
  dns: "DNS",
  sql: "SQL",
  redis: "Redis",
  kafka: "Kafka",
  amqp: "AMQP",
  mqtt: "MQTT",
  websocket: "WebSocket",
  ssh: "SSH",
  otp: "One-time code",
};

/** One value of a set or an enumeration in words: "mTLS", "Same operators". */
export function choiceWord(value: string): string {
  const known = Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
  const spelled = value.replaceAll("-", " ");
  return known ?? spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** A value of a property in words: "Yes", "15 min", "Personal, Payment". */
export function valueWords({ shape }: Pick<PropertyDefinition, "shape">, value: PropertyValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number")
    return shape.type === "number" && shape.unit !== null
      ? `${value}\u00a0${shape.unit === "percent" ? "%" : shape.unit}`
      : String(value);
  return typeof value === "string" ? choiceWord(value) : value.map(choiceWord).join(", ");
}

/** The definition of a property; undefined where the owner has none of this name. */
export function definitionOf(
  definitions: readonly PropertyDefinition[],
  owner: PropertyOwner,
  id: string,
): PropertyDefinition | undefined {
  return definitions.find((one) => one.owner === owner && one.id === id);
}

/** Values as a form sends them: everything is text, and an empty field says that nothing is known. */
export type WrittenValues = Readonly<Record<string, PropertyValue | null>>;

/**
 * Reads written values into the shapes of their properties. What can't be read is kept as it is, so that the check of the
 * element says what is wrong with it.
 */
export function readProperties(
  owner: PropertyOwner,
  written: WrittenValues,
  definitions: readonly PropertyDefinition[],
): PropertyValues {
  return Object.fromEntries(
    Object.entries(written).flatMap(([id, value]) => {
      if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
      const definition = definitionOf(definitions, owner, id);
      const read = definition ? readValue(definition, value) : ok(value);
      return [[id, read.ok ? read.value : value]];
    }),
  );
}

function readValue({ shape }: PropertyDefinition, value: PropertyValue): Result<PropertyValue, null> {
  if (typeof value !== "string") return ok(value);
  if (shape.type === "boolean") {
    if (value === "yes" || value === "true") return ok(true);
    return value === "no" || value === "false" ? ok(false) : err(null);
  }
  if (shape.type === "set") return ok([value]);
  if (shape.type === "enum") return ok(value);
  return /^-?\d+([.,]\d+)?$/.test(value.trim()) ? ok(Number(value.trim().replace(",", "."))) : err(null);
}
