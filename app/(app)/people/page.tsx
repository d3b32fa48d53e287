import type { Metadata } from "next";
import { PeoplePage } from "@/components/people/people-page";
import { loadPeople } from "@/lib/features/people/loaders";
import { presentPeople } from "@/lib/features/people/present";

export const metadata: Metadata = { title: "People" };

type Props = { readonly searchParams: Promise<Record<string, unknown>> };

export default async function People({ searchParams }: Props) {
  const [{ people, ...rest }, address] = await Promise.all([loadPeople(), searchParams]);
  return <PeoplePage view={presentPeople(people, address)} {...rest} />;
}
