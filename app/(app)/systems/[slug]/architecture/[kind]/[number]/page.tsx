import type { Metadata } from "next";
import { ElementPage } from "@/components/architecture/element-page";
import { AssetsHere } from "@/components/assets/assets-here";
import { loadElementForm } from "@/lib/features/architecture/loaders";
import { loadAssetsAt } from "@/lib/features/assets/loaders";

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
  const [element, here] = await Promise.all([
    loadElementForm(slug, kind, number),
    loadAssetsAt(slug, kind, number),
  ]);
  return (
    <ElementPage {...element}>
      <AssetsHere {...here} />
    </ElementPage>
  );
}
