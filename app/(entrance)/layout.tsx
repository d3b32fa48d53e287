import type { ReactNode } from "react";
import { Entrance } from "@/components/shell/entrance";

export default function EntranceLayout({ children }: { readonly children: ReactNode }) {
  return <Entrance>{children}</Entrance>;
}
