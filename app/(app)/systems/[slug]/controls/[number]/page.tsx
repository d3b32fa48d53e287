import type { Metadata } from "next";
import { ControlPage } from "@/components/controls/control-page";
import { loadControlForm } from "@/lib/features/controls/loaders";

type Props = {
  readonly params: Promise<{ readonly slug: string; readonly number: string }>;
  readonly searchParams: Promise<{ readonly mechanism?: string | string[]; readonly choose?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: number === "new" ? "New control" : `Control CT-${number}` };
}

/** One control by its number, or `new`; a mechanism in the address takes the place of the one that it has. */
export default async function Control({ params, searchParams }: Props) {
  const [{ slug, number }, { mechanism, choose }] = await Promise.all([params, searchParams]);
  const form = await loadControlForm(slug, number, typeof mechanism === "string" ? mechanism : "");
  return <ControlPage {...form} choosing={choose === "1"} />;
}
