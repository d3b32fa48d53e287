import type { Metadata } from "next";
import { NewAssetPage } from "@/components/assets/asset-page";
import { loadNewAsset } from "@/lib/features/assets/loaders";

export const metadata: Metadata = { title: "New asset" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function NewAsset({ params }: Props) {
  return <NewAssetPage {...(await loadNewAsset((await params).slug))} />;
}
