import type { Metadata } from "next";
import { AssetPage } from "@/components/assets/asset-page";
import { loadAsset } from "@/lib/features/assets/loaders";

type Props = { readonly params: Promise<{ readonly slug: string; readonly number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Asset ${(await params).number}` };
}

/** One asset by its number. */
export default async function Asset({ params }: Props) {
  const { slug, number } = await params;
  return <AssetPage {...(await loadAsset(slug, number))} />;
}
