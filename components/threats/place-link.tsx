import Link from "next/link";
import type { NamedPlace } from "@/lib/domain/posture/threat-dossier";
import { formHref } from "@/lib/features/architecture/present";

interface PlaceLinkProps {
  readonly slug: string;
  readonly place: NamedPlace;
  /** Whether this person may say more about it; else the link leads to what is known. */
  readonly mayEdit: boolean;
}

/** An element of the architecture by number and name; leads to where it is described. */
export function PlaceLink({ slug, place, mayEdit }: PlaceLinkProps) {
  const href = mayEdit ? formHref(slug, place) : `/systems/${slug}/architecture#${place.ref}`;
  return (
    <Link href={href} prefetch={false} className="link">
      <span className="whitespace-nowrap">{place.ref}</span> {place.name}
    </Link>
  );
}
