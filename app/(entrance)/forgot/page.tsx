import type { Metadata } from "next";
import { Forgot } from "@/components/people/forgot";
import { loadEntrance } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "New password" };

export default async function ForgotPage() {
  const { mailed } = await loadEntrance();
  return <Forgot mailed={mailed} />;
}
