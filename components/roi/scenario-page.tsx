import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { DropScenarioForm, ScenarioForm, type ScenarioFormProps } from "./scenario-form";

type ScenarioPageProps = ScenarioFormProps & { readonly done: "saved" | "dropped" | null };

/** A threat's own numbers on one system. */
export function ScenarioPage({ done, ...props }: ScenarioPageProps) {
  const { system, threat, own } = props;
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href={`/systems/${system.slug}/threats`}>Threats of {system.name}</TextLink>}
        title={`${threat.name} in money`}
        lede={threat.description}
      />
      {done && (
        <Notice tone="info" role="status" className="mb-4 max-w-[860px]">
          {done === "saved"
            ? "The numbers are saved. Everything that is computed from this threat uses them."
            : "The catalogue’s numbers count again. The earlier ones stay in the history."}
        </Notice>
      )}
      {!own && (
        <Notice className="mb-4 max-w-[860px]">
          These are the catalogue’s starting values, mostly assumptions. Numbers of your own take their place.
        </Notice>
      )}
      <ScenarioForm {...props} />
      {own && (
        <section aria-labelledby="drop" className="mt-10 max-w-[860px] border-t border-subtle pt-6">
          <SectionHeader id="drop" title="Back to the catalogue" />
          <p className="mb-3 text-2">
            The catalogue’s starting values count again; these numbers stay in the history.
          </p>
          <DropScenarioForm system={system} own={own} />
        </section>
      )}
    </div>
  );
}
