/**
 * The part of the address that names a system: "Card Vault (EU)" becomes "card-vault-eu".
 *
 * @returns 0 to 60 characters of a–z, 0–9 and single hyphens; empty where nothing is left
 */
export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}

/** Addresses under /systems that are pages of ours. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(["new"]);
