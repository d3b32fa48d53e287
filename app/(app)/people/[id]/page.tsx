import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PersonPage } from "@/components/people/person-page";
import { loadPersonToManage } from "@/lib/features/people/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadPersonToManage((await params).id);
  return { title: found?.person.name ?? "Person" };
}

export default async function ManagePersonPage({ params }: Props) {
  const found = await loadPersonToManage((await params).id);
  return found ? <PersonPage {...found} /> : notFound();
}
