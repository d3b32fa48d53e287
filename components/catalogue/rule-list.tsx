import { ChevronRight } from "lucide-react";
import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { TextLink } from "@/components/ui/text-link";
import type { LikelihoodStep } from "@/lib/domain/catalogue/rule";
import { STRIDE_WORD } from "@/lib/domain/threats/words";
import type { RuleLine } from "@/lib/features/catalogue/present";

/** Rules, each opening to its expression, its likelihood and its answers. */
export function RuleList({ rules }: { readonly rules: readonly RuleLine[] }) {
  return (
    <div className="border-t">
      {rules.map((line) => (
        <RuleEntry key={line.rule.id} line={line} />
      ))}
    </div>
  );
}

const APPLIES_WORD = {
  flow: "Flow",
  component: "Component",
  zone: "Zone",
  path: "Request path",
  system: "System",
} as const;

function RuleEntry({ line: { rule, text, answers } }: { readonly line: RuleLine }) {
  const { likelihood } = rule;
  return (
    <details id={rule.id} className="group border-b border-subtle">
      <summary className="flex min-h-row items-baseline gap-2 py-2 hover:bg-surface-hover">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 self-center text-3 transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1">{rule.whenWords}</span>
        <span className="hidden w-24 text-xs whitespace-nowrap text-3 sm:inline">
          {APPLIES_WORD[rule.appliesTo]}
        </span>
        <span className="w-24 text-right text-xs whitespace-nowrap text-2">
          Likelihood {likelihood.default}
        </span>
      </summary>
      <DefinitionRows termWidth="96px" className="pt-1 pb-4 pl-5.5">
        <DefinitionRow term="Says">{text}</DefinitionRow>
        <DefinitionRow term="STRIDE">{STRIDE_WORD[rule.stride]}</DefinitionRow>
        <DefinitionRow term="Likelihood">
          <span className="grid gap-0.5">
            <span>{likelihood.default} of 5 to begin with</span>
            <Steps sign="+" steps={likelihood.raise} />
            <Steps sign="−" steps={likelihood.lower} />
          </span>
        </DefinitionRow>
        <DefinitionRow term="Answers">
          <span className="flex flex-wrap gap-x-3">
            {answers.map(({ href, name }) => (
              <TextLink key={href} href={href} prefetch={false} className="inline-flex min-h-6 items-center">
                {name}
              </TextLink>
            ))}
          </span>
        </DefinitionRow>
        <DefinitionRow term="Weakness">
          {rule.cwe.length > 0 ? <span className="mono text-xs">{rule.cwe.join(", ")}</span> : rule.cweNote}
        </DefinitionRow>
        {rule.falsePositives.length > 0 && (
          <DefinitionRow term="Wrong where">{rule.falsePositives.join(" ")}</DefinitionRow>
        )}
        <DefinitionRow term="Expression">
          <code className="mono min-w-0 text-xs break-words">{rule.when}</code>
        </DefinitionRow>
        <DefinitionRow term="Id">
          <span className="mono text-xs">{rule.id}</span>
        </DefinitionRow>
      </DefinitionRows>
    </details>
  );
}

type StepsProps = { readonly sign: "+" | "−"; readonly steps: readonly LikelihoodStep[] };

function Steps({ sign, steps }: StepsProps) {
  return steps.map(({ when, by, because }) => (
    <span key={when}>
      {sign}
      {by} where <code className="mono text-xs break-words">{when}</code>{" "}
      <span className="text-3">({because})</span>
    </span>
  ));
}
