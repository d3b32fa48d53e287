import type { Metadata } from "next";
import { SetUpForm } from "@/components/people/set-up-form";
import { SetUpRefused } from "@/components/people/set-up-refused";
import { loadSetup } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Set up" };

type Props = { readonly searchParams: Promise<{ readonly token?: string | readonly string[] }> };

export default async function SetUpPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const { done, valid } = await loadSetup(token);
  return done || !valid ? <SetUpRefused done={done} /> : <SetUpForm token={token} />;
}
