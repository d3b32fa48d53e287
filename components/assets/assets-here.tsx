import Link from "next/link";
import { SectionHeader } from "@/components/ui/page-header";
import type { Gap } from "@/lib/features/assets/present";
import { GapHints } from "./gap-hints";

type AssetsHereProps = {
  readonly systemId: string;
  readonly assets: readonly { readonly id: string; readonly name: string; readonly href: string }[];
  readonly gaps: readonly Gap[];
};

/** What is worth protecting in one component or flow; nothing where nothing is. */
export function AssetsHere({ systemId, assets, gaps }: AssetsHereProps) {
  if (assets.length === 0) return null;
  return (
    <section aria-labelledby="assets-here" className="mt-8 max-w-[860px]">
      <SectionHeader id="assets-here" title="Assets here" />
      <GapHints systemId={systemId} gaps={gaps} names="asset" mayEdit />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {assets.map(({ id, name, href }) => (
          <li key={id}>
            <Link href={href} prefetch={false} className="link inline-flex min-h-6 items-center">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
