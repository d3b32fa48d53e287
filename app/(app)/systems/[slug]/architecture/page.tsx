import type { Metadata } from "next";
import { ArchitecturePage } from "@/components/architecture/architecture-page";
import { AssetsSection } from "@/components/assets/assets-section";
import { loadArchitecture } from "@/lib/features/architecture/loaders";
import { importedRequests, importedWords } from "@/lib/features/architecture/present";
import { loadAssets } from "@/lib/features/assets/loaders";

export const metadata: Metadata = { title: "Architecture" };

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{
    readonly saved?: string;
    readonly taken?: string;
    readonly imported?: string;
    readonly requests?: string;
  }>;
};

const refIn = (text: string | undefined) =>
  typeof text === "string" && /^[A-Z]{1,2}-\d{1,6}$/.test(text) ? text : undefined;

export default async function Architecture({ params, searchParams }: Props) {
  const [{ slug }, { saved, taken, imported, requests }] = await Promise.all([params, searchParams]);
  const [architecture, assets] = await Promise.all([loadArchitecture(slug), loadAssets(slug)]);
  return (
    <ArchitecturePage
      {...architecture}
      saved={refIn(saved)}
      taken={refIn(taken)}
      imported={importedWords(imported)}
      requests={importedRequests(requests)}
    >
      <AssetsSection {...assets} />
    </ArchitecturePage>
  );
}
