import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MechanismPage } from "@/components/catalogue/mechanism-page";
import { loadMechanism } from "@/lib/features/catalogue/loaders";
import { presentMechanism } from "@/lib/features/catalogue/present";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadMechanism((await params).id);
  return { title: found?.mechanism.name ?? "No such mechanism" };
}

export default async function OneMechanismPage({ params }: Props) {
  const { catalogue, mechanism, proofs, uses, seeAlso } =
    (await loadMechanism((await params).id)) ?? notFound();
  return (
    <MechanismPage
      view={presentMechanism(catalogue, mechanism)}
      attackVersion={catalogue.versions.attack}
      proofs={proofs}
      uses={uses}
      seeAlso={seeAlso}
    />
  );
}
