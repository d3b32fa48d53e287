import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Welcome } from "@/components/people/welcome";
import { loadMe } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Welcome" };

export default async function WelcomePage() {
  const { mustChangePassword, name, email, organisation } = await loadMe();
  if (!mustChangePassword) redirect("/");
  return <Welcome name={name} email={email} organisation={organisation} />;
}
