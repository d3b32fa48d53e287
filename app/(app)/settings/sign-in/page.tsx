import type { Metadata } from "next";
import { SignInSettings } from "@/components/settings/sign-in-settings";
import { loadSignInPolicy } from "@/lib/features/factors/loaders";

export const metadata: Metadata = { title: "Sign-in" };

export default async function SignInSettingsPage() {
  return <SignInSettings {...(await loadSignInPolicy())} />;
}
