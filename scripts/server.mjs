// The production server: Next behind a small guard that refuses what is malformed or too large, says who is calling,
// and stops in good order. Its settings come from the environment; `npm start` runs it.
import { randomUUID } from "node:crypto";
import { createServer, STATUS_CODES } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { addressReader } from "./lib/client-address.mjs";
import { root } from "./lib/paths.mjs";
import { bodyLimitOf, capBody, cleanHeaders, refusalOf } from "./lib/request-guard.mjs";
import { Refusal, runMain } from "./lib/say.mjs";

const GRACE_MS = 10_000;
const port = Number(process.env.PORT ?? 3000);
const evidenceLimitMb = Number(process.env.EVIDENCE_LIMIT_MB ?? 25);
const open = new Set();
let stopping = false;

const log = (event, error) =>
  process.stderr.write(
    `${JSON.stringify({ level: "error", time: new Date().toISOString(), event, error: error?.stack ?? String(error) })}\n`,
  );

const plainHeaders = {
  "content-type": "text/plain; charset=utf-8",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Answers with a status and its name; except where a body is being dropped, the connection ends there. */
function refuse(response, status, detail = "") {
  if (response.headersSent) return response.destroy();
  const allow = status === 405 ? { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" } : {};
  const end = status === 413 ? {} : { connection: "close" };
  response.writeHead(status, { ...plainHeaders, ...allow, ...end });
  response.end(`${STATUS_CODES[status]}${detail}\n`);
}

function refuseSocket(socket, status) {
  if (!socket.writable) return socket.destroy();
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

const statusOfParseError = {
  HPE_INVALID_METHOD: 405,
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is done with each request before and around the app. */
function guarded(handle, readAddress) {
  const admit = (request, response) => {
    const status = refusalOf(request);
    if (status) return refuse(response, status);
    const caller = readAddress(request.socket.remoteAddress, request.headers["x-forwarded-for"]);
    cleanHeaders(request, caller);
    const limit = bodyLimitOf(request.url, evidenceLimitMb);
    if (capBody(request, limit, () => refuse(response, 413))) return;
    if (stopping) response.setHeader("connection", "close");
    open.add(response);
    response.once("close", () => open.delete(response));
    return handle(request, response);
  };
  return async (request, response) => {
    try {
      await admit(request, response);
    } catch (error) {
      if (response.writableEnded || response.destroyed) return;
      const id = randomUUID();
      log(`request ${id}`, error);
      refuse(response, 500, ` (${id})`);
    }
  };
}

function listen(server) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE")
        reject(new Refusal(`Port ${port} is in use: stop what uses it, or choose another with --port.`));
      else if (error.code === "EACCES")
        reject(new Refusal(`Port ${port} is not allowed to this user: choose one from 1024 with --port.`));
      else reject(error);
    });
    server.listen(port, resolve);
  });
}

const isStream = (response) => String(response.getHeader("content-type")).startsWith("text/event-stream");

/** Takes no more connections, lets running requests end (streams are cut: browsers reconnect), then leaves. */
async function stop(server, app) {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  for (const response of open) if (isStream(response)) response.destroy();
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await Promise.race([closed, sleep(GRACE_MS)]);
  clearInterval(idle);
  server.closeAllConnections();
  await Promise.race([app.close().catch(() => {}), sleep(1000)]);
  process.exit(0);
}

await runMain(async () => {
  const readAddress = addressReader(process.env.TRUSTED_PROXIES);
  const app = next({ dev: false, dir: root, port });
  await app.prepare();
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 });
  const answer = guarded(app.getRequestHandler(), readAddress);
  server.on("request", answer);
  server.on("checkContinue", (request, response) => {
    const length = Number(request.headers["content-length"] ?? 0);
    if (length <= bodyLimitOf(request.url, evidenceLimitMb)) response.writeContinue();
    answer(request, response);
  });
  server.on("connect", (_request, socket) => refuseSocket(socket, 405));
  server.on("upgrade", (_request, socket) => refuseSocket(socket, 400));
  server.on("clientError", (error, socket) => refuseSocket(socket, statusOfParseError[error.code] ?? 400));
  for (const name of ["SIGTERM", "SIGINT"]) process.on(name, () => stop(server, app));
  process.on("disconnect", () => stop(server, app)); // the start script is gone
  process.on("unhandledRejection", (error) => log("unhandled rejection", error));
  process.on("uncaughtException", (error) => {
    log("uncaught exception", error);
    process.exit(1); // what state it left is unknown; the start script starts it again
  });
  await listen(server);
  process.send?.({ listening: port });
});
