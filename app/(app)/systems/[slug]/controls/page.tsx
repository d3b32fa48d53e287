import type { Metadata } from "next";
import { ControlsPage } from "@/components/controls/controls-page";
import { loadControls } from "@/lib/features/controls/loaders";

export const metadata: Metadata = { title: "Controls" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
};

const one = (value: string | readonly string[] | undefined) => (typeof value === "string" ? value : "");

export default async function Controls({ params, searchParams }: Props) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  const { standing, mechanism, saved } = search;
  const query = new URLSearchParams({ standing: one(standing), mechanism: one(mechanism) });
  const controls = await loadControls(slug, query.toString());
  return <ControlsPage {...controls} saved={/^CT-\d{1,6}$/.test(one(saved)) ? one(saved) : undefined} />;
}
