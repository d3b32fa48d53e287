import type { Metadata } from "next";
import { ElementPage } from "@/components/architecture/element-page";
import { loadElementForm } from "@/lib/features/architecture/loaders";

type Props = {
  readonly params: Promise<{ readonly slug: string; readonly kind: string; readonly number: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, number } = await params;
  return { title: number === "new" ? `New ${kind}` : `Architecture, ${kind} ${number}` };
}

/** One element of the architecture by its number, or `new`. */
export default async function Element({ params }: Props) {
  const { slug, kind, number } = await params;
  return <ElementPage {...(await loadElementForm(slug, kind, number))} />;
}
