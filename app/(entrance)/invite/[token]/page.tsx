import type { Metadata } from "next";
import { Invitation, InvitationGone } from "@/components/people/invitation";
import { loadEntrance, loadInvitation } from "@/lib/features/people/loaders";

export const metadata: Metadata = { title: "Invitation" };

type Props = { readonly params: Promise<{ readonly token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const [{ signedIn }, invitation] = await Promise.all([loadEntrance(), loadInvitation(token)]);
  if (!invitation) return <InvitationGone />;
  return <Invitation token={token} signedIn={signedIn} invitation={invitation} />;
}
