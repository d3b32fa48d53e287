import "server-only";

/** Endings that a file of this type may have; the first is given to a name that has none of them. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "application/zip": ["zip"],
  "application/gzip": ["gz", "tgz"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "text/plain": ["txt", "json", "csv", "md", "log", "xml", "yaml", "yml", "pem", "diff", "patch", "sarif"],
};
const STEM_CHARS_MAX = 120;

/**
 * The name under which a stored file is saved: its title without what a file system can't take, and an ending that
 * fits what the bytes are, so that nothing is opened as what it is not.
 */
export function downloadName(title: string, mediaType: string): string {
  const endings = ENDINGS[mediaType] ?? ["bin"];
  const plain = title
    .normalize("NFC")
    .replace(/[\p{C}<>:"/\\|?*]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[. ]+|[. ]+$/g, "");
  const ending = /\.([a-z0-9]{1,8})$/i.exec(plain)?.[1]?.toLowerCase();
  const fits = ending !== undefined && endings.includes(ending);
  const stem = [...(fits ? plain.slice(0, -ending.length - 1) : plain)].slice(0, STEM_CHARS_MAX).join("");
  return `${stem || "evidence"}.${fits ? ending : endings[0]}`;
}

/**
 * The header that names a download, for old readers in ASCII and for the rest in UTF-8.
 * Source: RFC 6266 section 4.3, RFC 8187 section 3.2.
 */
export function contentDisposition(kind: "attachment" | "inline", fileName: string): string {
  const ascii = fileName
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const utf8 = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** A stream over chunks that are fetched one by one, as fast as the other end takes them. */
export function streamOf(chunks: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
}
