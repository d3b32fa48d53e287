import type { Metadata } from "next";
import { MyFactors } from "@/components/factors/my-factors";
import { AccountPage } from "@/components/people/account-page";
import { loadMyFactors } from "@/lib/features/factors/loaders";
import { loadMe, loadMySessions } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Your account" };

export default async function Account() {
  const [me, sessions, factors] = await Promise.all([loadMe(), loadMySessions(), loadMyFactors()]);
  return <AccountPage me={me} sessions={sessions} factors={<MyFactors {...factors} />} />;
}
