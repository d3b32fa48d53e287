import "server-only";
import { createHmac } from "node:crypto";

/** What is sent: `id` is the same on every try, so that a receiver can tell a repetition. */
export type WebhookMessage = {
  readonly id: string;
  /** When this try is made, in whole seconds since the Unix epoch; receivers refuse old ones. */
  readonly timestampS: number;
  /** JSON, sent byte for byte as it is signed. */
  readonly body: string;
};

/** A receiver that does not answer in this time is tried again later. */
const PATIENCE_MS = 10_000;

/**
 * The headers that prove where a message comes from: HMAC-SHA256 over `id.timestamp.body`.
 *
 * @param secret `whsec_` and base64, or any other text, which is taken as its UTF-8 bytes
 * Source: Standard Webhooks specification 1.0 (symmetric signatures, version `v1`)
 */
export function signWebhook(
  secret: string,
  { id, timestampS, body }: WebhookMessage,
): Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const signature = createHmac("sha256", keyOf(secret))
    .update(`${id}.${timestampS}.${body}`)
    .digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": `v1,${signature}`,
  };
}

/**
 * Posts one message. Redirects are not followed: what is signed goes to the address that was set, or nowhere.
 *
 * @throws with what the receiver said, in words for whoever reads why a delivery failed
 */
export async function sendWebhook(url: string, secret: string, message: WebhookMessage): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Countersign",
      ...signWebhook(secret, message),
    },
    body: message.body,
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The receiver answered ${response.status}.`);
}

function keyOf(secret: string): Buffer {
  return secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret, "utf8");
}
