import type { Metadata } from "next";
import { NewSystem } from "@/components/systems/new-system";
import { loadNewSystem } from "@/lib/features/systems/loaders";

export const metadata: Metadata = { title: "Register a system" };

export default async function NewSystemPage() {
  return <NewSystem {...(await loadNewSystem())} />;
}
