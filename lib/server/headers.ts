/** Headers that every answer carries. Source: MDN HTTP Observatory, OWASP Secure Headers Project. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), browsing-topics=()",
};

export const STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

/**
 * The content security policy of one answer.
 *
 * Scripts run only with this answer's nonce. Style attributes are allowed because charts and virtual lists set
 * positions that way; style sheets and <style> are not, beyond our own files.
 *
 * @param nonce null for answers without scripts
 */
export function contentSecurityPolicy(nonce: string | null, secure: boolean): string {
  const script = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'none'";
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/**
 * The policy of everything that is not a page: data, downloads and what people uploaded. Whatever a browser makes of
 * it, it may run no script, send no form and load nothing.
 */
export const DATA_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** True for a write that a browser sent from another site, or that does not say where it comes from. */
export function isForeignWrite(method: string, origin: string | null, ownOrigin: string): boolean {
  return !SAFE_METHODS.has(method) && origin !== ownOrigin;
}
