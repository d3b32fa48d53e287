import { DefinitionRow } from "@/components/ui/definition-rows";
import type { KnowledgeKind } from "@/lib/domain/catalogue/kinds";
import type { Knowledge } from "@/lib/domain/catalogue/knowledge";
import type { EntryView } from "@/lib/features/knowledge/present";
import { durationWords, sentence } from "./words";
import { WorkedExample } from "./worked-example";

interface EntryFactsProps {
  readonly kind: KnowledgeKind;
  readonly view: EntryView;
  readonly knowledge: Knowledge;
}

/** The facts that only entries of one kind have. */
export function EntryFacts({ kind, view, knowledge }: EntryFactsProps) {
  const { id } = view.entry;
  switch (kind) {
    case "goals":
      return <Said term="Ask" text={of(knowledge.goals, id)?.question} />;
    case "system-types":
      return <Listed term="Look at" lines={of(knowledge.systemTypes, id)?.considerations} />;
    case "trust-levels": {
      const level = of(knowledge.trustLevels, id);
      return (
        <>
          <Said term="Rule" text={level?.rule} />
          <Joined term="Typical" parts={level?.typical} />
        </>
      );
    }
    case "patterns":
      return <Said term="Rule" text={of(knowledge.patterns, id)?.rule} />;
    case "anti-patterns": {
      const antiPattern = of(knowledge.antiPatterns, id);
      return (
        <>
          <Said term="Why it fails" text={antiPattern?.whyItFails} />
          <Said term="Instead" text={antiPattern?.instead} />
        </>
      );
    }
    case "practices":
      return <Said term="Don’t" text={of(knowledge.practices, id)?.dont} />;
    case "failure-modes": {
      const mode = of(knowledge.failureModes, id);
      return (
        <>
          <Said term="Fall back to" text={mode?.fallback} />
          <Said term="At most" text={mode && durationWords(mode.durationSMax)} />
        </>
      );
    }
    case "metrics": {
      const metric = of(knowledge.metrics, id);
      return (
        <>
          <Said term="Unit" text={metric?.unit} />
          <Said term="First step" text={metric?.firstStep} />
        </>
      );
    }
    case "standards":
      return <Said term="Edition" text={of(knowledge.standards, id)?.edition} />;
    case "tools":
      return <Joined term="Tools" parts={of(knowledge.tools, id)?.tools} />;
    case "basics":
      return <BasicFacts id={id} knowledge={knowledge} />;
    case "trends":
      return <TrendFacts id={id} knowledge={knowledge} />;
  }
}

type OfKnowledge = { readonly id: string; readonly knowledge: Knowledge };

function BasicFacts({ id, knowledge }: OfKnowledge) {
  const basic = of(knowledge.basics, id);
  return (
    <>
      <Joined term="Techniques" parts={basic?.techniques} />
      <Listed term="Challenges" lines={basic?.challenges} />
      <Listed term="Answers" lines={basic?.answers} />
      <WorkedExample of={id} />
    </>
  );
}

function TrendFacts({ id, knowledge }: OfKnowledge) {
  const trend = of(knowledge.trends, id);
  return (
    <>
      <Joined term="They did" parts={trend?.did} />
      <Said term="Lesson" text={trend?.lesson} />
      {trend?.url && (
        <DefinitionRow term="Read">
          <a href={trend.url} rel="noreferrer" className="link min-w-0 break-words">
            {trend.url.replace(/^https:\/\/(www\.)?|\/$/g, "")}
          </a>
        </DefinitionRow>
      )}
    </>
  );
}

const of = <T extends { readonly id: string }>(entries: readonly T[], id: string): T | undefined =>
  entries.find((entry) => entry.id === id);

function Said({ term, text }: { readonly term: string; readonly text: string | null | undefined }) {
  return text ? <DefinitionRow term={term}>{sentence(text)}</DefinitionRow> : null;
}

function Joined({ term, parts }: { readonly term: string; readonly parts: readonly string[] | undefined }) {
  return <Said term={term} text={parts?.join(", ")} />;
}

function Listed({ term, lines }: { readonly term: string; readonly lines: readonly string[] | undefined }) {
  if (!lines || lines.length === 0) return null;
  return (
    <DefinitionRow term={term}>
      <ul className="grid gap-0.5">
        {lines.map((line) => (
          <li key={line}>{sentence(line)}</li>
        ))}
      </ul>
    </DefinitionRow>
  );
}
