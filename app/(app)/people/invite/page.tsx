import type { Metadata } from "next";
import { InviteForm } from "@/components/people/invite-form";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { loadInviting } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Invite somebody" };

export default async function InvitePage() {
  const inviting = await loadInviting();
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href="/people">People</TextLink>}
        title="Invite somebody"
        lede="They choose a password through a link. Until then they see nothing."
      />
      <InviteForm {...inviting} />
    </div>
  );
}
