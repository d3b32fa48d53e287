import "server-only";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";
import { sha256Hex } from "./token";

/** What was asked, as one hash: a key of a form answers again only for the very same command and content. */
export function fingerprint(command: string, input: unknown): Sha256Hex {
  const text = JSON.stringify(input, (_name, value: unknown) =>
    value instanceof Uint8Array ? sha256Hex(value) : value,
  );
  return sha256Hex(`${command}\n${text}`);
}
