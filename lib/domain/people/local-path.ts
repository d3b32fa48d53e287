/**
 * Where to go after sign-in: a path of ours, never another site.
 *
 * Empty and dotted segments, and escapes in the path, are turned away, because a browser can read them as the start
 * of another host ("//evil.example", "/.//evil.example", "/%2e//evil.example").
 *
 * @param wanted what the address or the form says; a repeated parameter comes as an array
 * @returns the path with its search part, or "/" for anything else
 */
export function localPath(wanted: unknown): string {
  return typeof wanted === "string" && wanted.length <= 500 && LOCAL.test(wanted) ? wanted : "/";
}

const LOCAL = /^\/(?:[\w-]+(?:\/[\w-]+)*)?(?:\?[\x21-\x7e]*)?$/;
