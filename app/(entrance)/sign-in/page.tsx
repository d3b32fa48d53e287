import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/people/sign-in-form";
import { localPath } from "@/lib/domain/people/local-path";
import { loadEntrance } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Sign in" };

type Props = { readonly searchParams: Promise<{ readonly to?: unknown; readonly reset?: unknown }> };

export default async function SignInPage({ searchParams }: Props) {
  const [{ installation, signedIn }, address] = await Promise.all([loadEntrance(), searchParams]);
  const to = localPath(address.to);
  if (signedIn) redirect(to);
  if (!installation) redirect("/setup");
  return <SignInForm organisation={installation.organisation} to={to} wasReset={address.reset === "done"} />;
}
