import type { Tag } from "@/lib/domain/latency/measured/recording";

/** A metric of k6 and the tags that narrow it: `http_req_duration{expected_response:true}`. */
export function splitName(full: string): { readonly name: string; readonly tags: readonly Tag[] } {
  const start = full.indexOf("{");
  if (start === -1 || !full.endsWith("}")) return { name: full, tags: [] };
  const tags = full
    .slice(start + 1, -1)
    .split(",")
    .map((tag): Tag => {
      const colon = tag.indexOf(":");
      return [tag.slice(0, Math.max(0, colon)).trim(), tag.slice(colon + 1).trim()];
    });
  return { name: full.slice(0, start), tags };
}
