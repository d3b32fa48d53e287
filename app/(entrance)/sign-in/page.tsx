import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/people/sign-in-form";
import { loadEntrance } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Sign in" };

type Props = { readonly searchParams: Promise<{ readonly to?: string; readonly reset?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const [{ installation, signedIn }, { to = "/", reset }] = await Promise.all([loadEntrance(), searchParams]);
  if (signedIn) redirect("/");
  if (!installation) redirect("/setup");
  return <SignInForm organisation={installation.organisation} to={to} wasReset={reset === "done"} />;
}
