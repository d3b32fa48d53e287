import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { sendWebhook, signWebhook } from "./webhook";

/** From the examples of the Standard Webhooks specification. */
const SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl";
const BODY = '{"event_type":"ping","data":{"success":true}}';
const message = { id: "msg_loFOjxBNrRLzqYUf", timestampS: 1_731_705_121, body: BODY };

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A receiver that answers as told and keeps what it got. */
async function receiver(status: number, headers: Record<string, string> = {}) {
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body });
    response.writeHead(status, headers).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

test("signs id, time and body as the specification's example does", () => {
  expect(signWebhook(SECRET, message)).toEqual({
    "webhook-id": "msg_loFOjxBNrRLzqYUf",
    "webhook-timestamp": "1731705121",
    "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  });
});

test("another id, second or byte of the body has another signature", () => {
  const signatures = [
    message,
    { ...message, id: "msg_2" },
    { ...message, timestampS: message.timestampS + 1 },
    { ...message, body: `${BODY} ` },
  ].map((one) => signWebhook("a secret in plain text", one)["webhook-signature"]);
  expect(new Set(signatures).size).toBe(4);
});

test("sends the very bytes that it signed", async () => {
  const { url, got } = await receiver(204);
  await sendWebhook(url, SECRET, message);
  expect(got).toEqual([
    { body: BODY, headers: expect.objectContaining({ ...signWebhook(SECRET, message) }) },
  ]);
});

test("a refusal and a redirect are failures, and a redirect is not followed", async () => {
  const other = await receiver(200);
  const moved = await receiver(302, { location: other.url });
  await expect(sendWebhook(moved.url, SECRET, message)).rejects.toThrow("302");
  expect(other.got).toEqual([]);
  await expect(sendWebhook((await receiver(500)).url, SECRET, message)).rejects.toThrow("500");
});
