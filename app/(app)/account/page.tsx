import type { Metadata } from "next";
import { AccountPage } from "@/components/people/account-page";
import { loadMe, loadMySessions } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Your account" };

export default async function Account() {
  const [me, sessions] = await Promise.all([loadMe(), loadMySessions()]);
  return <AccountPage me={me} sessions={sessions} />;
}
