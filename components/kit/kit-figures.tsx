import { Figure, FigureStrip } from "@/components/ui/figure-strip";

export function KitFigures() {
  return (
    <FigureStrip label="Organisation" className="lg:col-span-12 -mx-page-x">
      <Figure
        href="/kit"
        label="Score, 8 of 9 systems"
        value="77"
        unit="of 100"
        remark={
          <>
            <span className="text-good">up 1</span> in 90 days, <span className="text-bad">75 on 14 Dec</span>
          </>
        }
      />
      <Figure
        href="/kit"
        label="Residual risk, mean year"
        value="$10.7 M"
        remark="19 years in 20 stay below $31 M"
      />
      <Figure
        href="/kit"
        label="Latency budgets"
        value="13"
        unit="of 16 paths kept"
        remark={
          <>
            <span className="text-bad">1 over</span>, 2 not measured
          </>
        }
      />
      <Figure label="Waits for a second person" value="7" unit="2 for you" remark="First expires in 12 h" />
      <Figure label="Proof that expires in 30 days" value="11" remark="4 without a named owner" />
    </FigureStrip>
  );
}
