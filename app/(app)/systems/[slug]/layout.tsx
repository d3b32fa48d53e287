import type { ReactNode } from "react";
import { Ledger } from "@/components/posture/ledger";
import { SystemFrame } from "@/components/systems/system-frame";
import { loadChecklist } from "@/lib/features/checklists/loaders";
import { loadLedger } from "@/lib/features/posture/loaders";

type Props = { readonly params: Promise<{ readonly slug: string }>; readonly children: ReactNode };

export async function generateMetadata({ params }: Props) {
  const name = await loadChecklist((await params).slug).then(
    ({ system }) => system.name,
    () => "No such system", // The page itself says which it is: missing, hidden or signed out.
  );
  return { title: { default: name, template: `%s, ${name} · Countersign` } };
}

export default async function SystemLayout({ params, children }: Props) {
  const { slug } = await params;
  const [{ system, rows, mayEdit, mayRestore }, ledger] = await Promise.all([
    loadChecklist(slug),
    loadLedger(slug),
  ]);
  return (
    <SystemFrame
      system={system}
      rows={rows}
      mayEdit={mayEdit}
      mayRestore={mayRestore}
      ledger={<Ledger slug={slug} {...ledger} />}
    >
      {children}
    </SystemFrame>
  );
}
