import type { Metadata } from "next";
import { MyFactors } from "@/components/factors/my-factors";
import { MailChoiceForm } from "@/components/notices/mail-choice-form";
import { AccountPage } from "@/components/people/account-page";
import { loadMyFactors } from "@/lib/features/factors/loaders";
import { loadMailChoice } from "@/lib/features/notices/loaders";
import { loadMe, loadMySessions } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Your account" };

export default async function Account() {
  const [me, sessions, factors, mail] = await Promise.all([
    loadMe(),
    loadMySessions(),
    loadMyFactors(),
    loadMailChoice(),
  ]);
  return (
    <AccountPage
      me={me}
      sessions={sessions}
      factors={<MyFactors {...factors} />}
      mail={<MailChoiceForm {...mail} />}
    />
  );
}
