import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { StatedThreatForm as FormView } from "@/lib/features/threats/present";
import { StatedThreatForm } from "./stated-threat-form";
import { TakeBackForm } from "./take-back-form";

/** The page of a threat that somebody states, beside those that rules derive. */
export function StatedThreatPage({ view }: { readonly view: FormView }) {
  const { system, stated } = view;
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href={`/systems/${system.slug}/threats`}>Threats of {system.name}</TextLink>}
        title={stated ? `T-${stated.number} ${stated.name}` : "State a threat"}
        lede="What no rule finds, in your words. It counts like a derived threat of the same kind: the same controls answer it, and two persons leave it open."
      />
      <div className="max-w-[760px]">
        <StatedThreatForm view={view} />
        {stated && (
          <section aria-labelledby="take-back" className="mt-10 border-t border-subtle pt-6">
            <SectionHeader id="take-back" title="Take back" />
            <p className="mb-3 max-w-[72ch] text-2">
              It counts no more from then on; its history stays.
              {stated.threat !== null && " Since it counts now, a second person decides."}
            </p>
            <TakeBackForm systemId={system.id} stated={stated} />
          </section>
        )}
      </div>
    </div>
  );
}
