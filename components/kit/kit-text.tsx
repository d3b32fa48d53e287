import { BrandMark } from "@/components/ui/brand-mark";
import { formatExact } from "@/components/ui/format-time";
import { HashText } from "@/components/ui/hash-text";
import { BriefRow } from "@/components/ui/list-row";
import { PrintOnly } from "@/components/ui/print-only";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { SignaturePips } from "@/components/ui/signature-pips";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { KIT_NOW_MS } from "./kit-now";
import { KitSection } from "./kit-section";

const DAY_MS = 86_400_000;

export function KitText() {
  return (
    <KitSection title="Text, time and progress" span="6">
      <div className="grid gap-2">
        <p className="flex items-center gap-2 text-xl font-semibold">
          <BrandMark /> Countersign
        </p>
        <p className="text-3xl leading-tight font-semibold tracking-figure">100 %</p>
        <p>
          Leaf 48 102, content <HashText value="c20be19d7a44f3105b0f5d8f8f0a2c4d6e8091a2b3c4d5e618e6a05b" />,{" "}
          <RelativeTime instantMs={KIT_NOW_MS - DAY_MS} nowMs={KIT_NOW_MS} />, exactly{" "}
          {formatExact(KIT_NOW_MS - DAY_MS)}
        </p>
        {PHASES.map((phase, place) => (
          <ProgressBar key={phase} label={phase} phase={phase} value={32 - 7 * place} max={38} />
        ))}
        <ul>
          <BriefRow
            href="/kit"
            mark={<SignaturePips signed={1} needed={2} />}
            title="Scope down token introspection"
            detail="Checkout, asked by Jonas Weber"
            when="49 h left"
          />
          <BriefRow
            mark={<SignaturePips signed={0} needed={2} />}
            title="Pass deployment gate with 2 exceptions"
            detail="Card Vault, asked by Mei Lin"
            when="58 h left"
          />
        </ul>
        <PrintOnly>Printed from the kit.</PrintOnly>
      </div>
    </KitSection>
  );
}
