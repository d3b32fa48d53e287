import type { Metadata } from "next";
import { MailChoiceForm } from "@/components/notices/mail-choice-form";
import { AccountPage } from "@/components/people/account-page";
import { loadMailChoice } from "@/lib/features/notices/loaders";
import { loadMe, loadMySessions } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Your account" };

export default async function Account() {
  const [me, sessions, mail] = await Promise.all([loadMe(), loadMySessions(), loadMailChoice()]);
  return <AccountPage me={me} sessions={sessions} mail={<MailChoiceForm {...mail} />} />;
}
