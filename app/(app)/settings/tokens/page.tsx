import type { Metadata } from "next";
import { TokensPage } from "@/components/tokens/tokens-page";
import { loadTokens } from "@/lib/features/tokens/loaders";
import { presentTokens } from "@/lib/features/tokens/present";

export const metadata: Metadata = { title: "Tokens" };

export default async function Tokens() {
  return <TokensPage view={presentTokens(await loadTokens())} />;
}
