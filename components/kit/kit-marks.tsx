import { Avatar, AvatarStack } from "@/components/ui/avatar";
import { BudgetBar } from "@/components/ui/budget-bar";
import { Chip } from "@/components/ui/chip";
import { GoalMark, GoalMarks } from "@/components/ui/goal-mark";
import { Kbd } from "@/components/ui/kbd";
import { PhaseMark } from "@/components/ui/phase-mark";
import { SeverityMark } from "@/components/ui/severity-mark";
import { SignaturePips } from "@/components/ui/signature-pips";
import { GOALS, PHASES } from "@/lib/domain/checklists/vocabulary";
import { KitPart, KitSection } from "./kit-section";

const SEVERITIES = [1, 2, 3, 4, 5] as const;
const WRAP = "flex flex-wrap items-center gap-x-3 gap-y-1.5";

export function KitMarks() {
  return (
    <KitSection title="Scales and marks" span="5">
      <div className="grid gap-3">
        <KitPart label="Severity and heat">
          <div className={WRAP}>
            {SEVERITIES.map((severity) => (
              <SeverityMark key={severity} severity={severity} named />
            ))}
          </div>
        </KitPart>
        <KitPart label="Goals">
          <div className={WRAP}>
            {GOALS.map((goal) => (
              <GoalMark key={goal} goal={goal} named />
            ))}
            <GoalMarks goals={["confidentiality", "integrity", "authentication"]} />
          </div>
        </KitPart>
        <KitPart label="Phases">
          <div className={WRAP}>
            {PHASES.map((phase) => (
              <PhaseMark key={phase} phase={phase} named />
            ))}
            <PhaseMark phase="design" />
          </div>
        </KitPart>
        <KitPart label="Budget: spent, left, over, not measured">
          <div className="grid grid-cols-[1fr_auto_auto] items-center gap-x-3 gap-y-1.5">
            <BudgetRow spentMs={41} limitMs={60} rest="19 left" />
            <BudgetRow spentMs={58} limitMs={55} rest="3 over" over />
            <BudgetRow spentMs={null} limitMs={40} rest="unknown" />
          </div>
        </KitPart>
        <KitPart label="Signatures and people">
          <div className={WRAP}>
            <SignaturePips signed={0} needed={2} />
            <SignaturePips signed={1} needed={2} />
            <SignaturePips signed={2} needed={2} />
            <AvatarStack label="Jonas Weber and Priya Nair are on this page">
              <Avatar name="Jonas Weber" here />
              <Avatar name="Priya Nair" />
            </AvatarStack>
            <Avatar name="Ana Kovač" size="lg" />
            <Avatar name={null} />
          </div>
        </KitPart>
        <KitPart label="Chips and keys">
          <div className={WRAP}>
            <Chip>Microservices</Chip>
            <Chip tone="solid">ran once</Chip>
            <Chip tone="accent">what-if</Chip>
            <Chip tone="good">kept</Chip>
            <Chip tone="warn">expires</Chip>
            <Chip tone="bad">overdue</Chip>
            <Kbd>⌘K</Kbd>
            <Kbd>J</Kbd>
          </div>
        </KitPart>
      </div>
    </KitSection>
  );
}

interface BudgetRowProps {
  readonly spentMs: number | null;
  readonly limitMs: number;
  readonly rest: string;
  readonly over?: boolean;
}

function BudgetRow({ spentMs, limitMs, rest, over = false }: BudgetRowProps) {
  return (
    <>
      <BudgetBar spentMs={spentMs} limitMs={limitMs} />
      <span className="text-right">
        <b>{spentMs ?? ""}</b> <span className="text-3">of {limitMs}</span>
      </span>
      <span className={over ? "text-right font-medium text-bad" : "text-right text-2"}>{rest}</span>
    </>
  );
}
