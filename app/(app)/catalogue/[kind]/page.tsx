import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KindPage } from "@/components/catalogue/kind-page";
import { KIND_WORD } from "@/lib/domain/catalogue/kinds";
import { loadKind } from "@/lib/features/knowledge/loaders";
import { presentKind } from "@/lib/features/knowledge/present";

type Props = { readonly params: Promise<{ readonly kind: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadKind((await params).kind);
  return { title: found ? KIND_WORD[found.kind] : "No such page" };
}

export default async function OneKindPage({ params }: Props) {
  const { kind, sources } = (await loadKind((await params).kind)) ?? notFound();
  return <KindPage kind={kind} groups={presentKind(kind, sources)} sources={sources} />;
}
