import type { PropertyValue, PropertyValues } from "@/lib/domain/catalogue/property";
import { type Fields, lineOfText, type Note } from "../foreign/fields";
import { protocolOf } from "../foreign/protocol-words";
import { quoted } from "../problem/problem";
import type { Joined } from "./join-cells";
import type { Cell } from "./read-cells";

/**
 * What a component's cells state. The tool writes `false` for every box that nobody ticked, so only what is ticked was
 * said; all else stays unknown.
 */
export function componentProperties({ cells }: Joined): PropertyValues {
  return firstStated(cells.map(propertiesOfCell));
}

function propertiesOfCell({ kind, data }: Cell): PropertyValues {
  const is = (name: string) => data[name] === true;
  switch (kind) {
    case "actor":
      return { kind: "client" };
    case "process":
      return {
        ...(is("isWebApplication") ? { kind: "service" } : {}),
        ...(is("handlesCardPayment") ? { dataClasses: ["payment"] } : {}),
      };
    case "store":
      return {
        ...(is("isALog") ? { kind: "log-store" } : {}),
        storesData: true,
        ...(is("storesCredentials") ? { storesCredentials: true } : {}),
        ...(is("storesInventory") ? { holdsValue: true } : {}),
        ...(is("isEncrypted") ? { encryptedAtRest: "volume" } : {}),
      };
    default:
      return {};
  }
}

/** What a flow's cells state; a protocol that is not known is noted. */
export function flowProperties({ cells }: Joined, note: Note): PropertyValues {
  return firstStated(cells.map((cell) => propertiesOfFlow(cell, note)));
}

function propertiesOfFlow({ data, path, name }: Cell, note: Note): PropertyValues {
  const isEncrypted = data["isEncrypted"] === true;
  const protocol = protocolFrom(data, isEncrypted);
  const word = lineOfText(data["protocol"], 60);
  if (word !== "" && protocol === null)
    note(path, `${name || "A flow"}: the protocol ${quoted(word)} is not understood. Set it by hand.`);
  return {
    ...(protocol === null ? {} : { protocol }),
    ...(data["isPublicNetwork"] === true ? { publicNetwork: true } : {}),
    ...(isEncrypted || protocol === "https" ? { encryption: "tls" } : {}),
  };
}

/** “HTTP/S”, which the tool proposes, is HTTPS where the flow is ticked as encrypted, and either of both elsewhere. */
function protocolFrom(data: Fields, isEncrypted: boolean): string | null {
  const word = lineOfText(data["protocol"], 60);
  if (/^https?\s*\/\s*s$/i.test(word)) return isEncrypted ? "https" : null;
  return protocolOf(word);
}

/** Where several diagrams state the same property the first counts. */
function firstStated(all: readonly PropertyValues[]): PropertyValues {
  const stated = new Map<string, PropertyValue>();
  for (const properties of all)
    for (const [id, value] of Object.entries(properties)) if (!stated.has(id)) stated.set(id, value);
  return Object.fromEntries(stated);
}
