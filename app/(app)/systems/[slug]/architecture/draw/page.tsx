import type { Metadata } from "next";
import { DrawPage } from "@/components/architecture/draw/draw-page";
import { loadDrawing } from "@/lib/features/architecture/loaders";

export const metadata: Metadata = { title: "Drawing board" };

type Props = { readonly params: Promise<{ readonly slug: string }> };

export default async function Draw({ params }: Props) {
  return <DrawPage {...(await loadDrawing((await params).slug))} />;
}
