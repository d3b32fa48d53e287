// What the server turns away before the app sees it, and what it takes off requests.

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const URL_LENGTH_MAX = 8192;
const MB = 1024 * 1024;

function isDecodable(text) {
  try {
    return !decodeURIComponent(text).includes("\0");
  } catch {
    return false;
  }
}

const isForm = /^multipart\/form-data\b/i;
const isWholeForm = /;\s*boundary="?[\w'()+,./:=? -]{1,70}"?/i;

/** Next's router says in this header what the browser shows; what can't be read would be a 500. */
function isRouterState(text) {
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(text)));
  } catch {
    return false;
  }
}

/** A name or an address with at most a port: what else stands there, libraries can't make an address of. */
const isHost = (host) =>
  (/^[\w.-]+(:\d{1,5})?$/.test(host) || /^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(host)) &&
  URL.canParse(`http://${host}`);

/** Why a request is refused by its head: a status, or undefined where it is well formed. */
export function refusalOf({ method, url, headers }) {
  if (!methods.has(method)) return 405;
  if (!isHost(headers.host ?? "")) return 400;
  const type = headers["content-type"] ?? "";
  if (isForm.test(type) && !isWholeForm.test(type)) return 400;
  const state = headers["next-router-state-tree"];
  if (state !== undefined && !isRouterState(state)) return 400;
  if (url.length > URL_LENGTH_MAX || !url.startsWith("/") || /[\\\s#]/.test(url) || !isDecodable(url))
    return 400;
  return URL.canParse(url, "http://localhost") ? undefined : 400;
}

/** How many bytes of body a path takes. */
export function bodyLimitOf(url, evidenceLimitMb) {
  const path = url.split("?")[0];
  if (/^\/api\/evidence(\/|$)/.test(path)) return (evidenceLimitMb + 1) * MB; // the form around the file
  if (/^\/api\/templates(\/|$)/.test(path)) return 6 * MB;
  if (/^\/systems\/[^/]+\/architecture\/import$/.test(path)) return 3 * MB; // 2 MB, and what a form adds to it
  return 1.2 * MB;
}

// Headers that only this server, the app's own layers or a trusted proxy may set.
const internal =
  /^x-(client-address|nonce|path$|middleware-|matched-path|invoke-|nextjs-|next-|now-|prerender-|vercel-)|^next-resume$/;
const proxied = /^(x-forwarded-|x-real-ip$|forwarded$)/;

// Next answers 500 when these come with a form or an action; browsers send them with GET alone.
const prefetching = /^next-router-(segment-)?prefetch$/;

/** Takes off what the other end may not say about itself; the client's address is put on. */
export function cleanHeaders({ method, headers }, { address, isProxy }) {
  const isRead = method === "GET" || method === "HEAD";
  for (const name of Object.keys(headers)) {
    const refused =
      internal.test(name) || (!isProxy && proxied.test(name)) || (!isRead && prefetching.test(name));
    if (refused) delete headers[name];
  }
  headers["x-client-address"] = address;
}

const LINGER_MS = 2000;

/**
 * Calls `refuse` once the body is known to be longer than the limit: by its header, or as it streams in. The rest is
 * read and dropped for a moment, so that the sender gets to the answer, and never reaches the app as if it were whole.
 * @returns whether it was refused at once
 */
export function capBody(request, limit, refuse) {
  let received = 0;
  const push = request.push.bind(request);
  const drop = () => {
    const { socket } = request;
    const late = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(late));
    request.push = (chunk) => {
      if (chunk === null) socket.destroySoon();
      return true;
    };
    refuse();
  };
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    drop();
    return true;
  }
  request.push = (chunk, encoding) => {
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, encoding);
    drop();
    return true;
  };
  return false;
}
