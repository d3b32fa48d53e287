import { ButtonLink } from "@/components/ui/button";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { MechanismBrief, MechanismChoice } from "@/lib/features/controls/present";
import { ControlForm, type ControlFormProps } from "./control-form";
import { MechanismPicker, placesInWords } from "./mechanism-picker";
import { RetireForm } from "./retire-form";

type ControlPageProps = Omit<ControlFormProps, "mechanism"> & {
  readonly mechanism: MechanismChoice | null;
  readonly mechanisms: readonly MechanismBrief[];
  /** The catalogue is asked for although the control has a mechanism. */
  readonly choosing: boolean;
};

/** The page of one control; without a mechanism it first asks for one. */
export function ControlPage(props: ControlPageProps) {
  const { system, control, mechanism, mechanisms, choosing } = props;
  const list = `/systems/${system.slug}/controls`;
  const own = `${list}/${control?.number ?? "new"}`;
  const above = <TextLink href={list}>Controls of {system.name}</TextLink>;
  const title = control ? `CT-${control.number} ${control.name}` : "New control";
  if (!mechanism || choosing)
    return (
      <div className="p-page-x">
        <PageHeader
          above={above}
          title={title}
          lede="Choose the kind of protection. Its costs, milliseconds and proof items come with it."
        />
        <MechanismPicker mechanisms={mechanisms} base={own} />
      </div>
    );
  return (
    <div className="p-page-x">
      <PageHeader
        above={above}
        title={title}
        lede={mechanism.description}
        actions={<ButtonLink href={`${own}?choose=1`}>Another mechanism</ButtonLink>}
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,760px)_minmax(260px,1fr)]">
        <div>
          <ControlForm {...props} mechanism={mechanism} />
          {control && control.standing !== "retired" && (
            <section aria-labelledby="retire" className="mt-10 border-t border-subtle pt-6">
              <SectionHeader id="retire" title="Retire" />
              <p className="mb-3 max-w-[72ch] text-2">
                It earns and costs nothing from then on; its history stays, and it can be put in place again.
              </p>
              <RetireForm systemId={system.id} control={control} />
            </section>
          )}
        </div>
        <Facts mechanism={mechanism} />
      </div>
    </div>
  );
}

/** What the catalogue and the checklist say about the mechanism. */
function Facts({ mechanism }: { readonly mechanism: MechanismChoice }) {
  const { name, appliesTo, proof, conflicts } = mechanism;
  return (
    <aside aria-label={name} className="grid content-start gap-6">
      <section aria-labelledby="mechanism">
        <SectionHeader id="mechanism" title={name} />
        <p className="text-2">Stands on {placesInWords(appliesTo).toLowerCase()}.</p>
      </section>
      <section aria-labelledby="proof">
        <SectionHeader id="proof" title="Proved by" />
        {proof.length === 0 ? (
          <p className="text-2">No item of the checklists of this system proves it, so it stays unknown.</p>
        ) : (
          <ul className="grid gap-2.5">
            {proof.map(({ number, title, state, href }) => (
              <li key={number}>
                <TextLink href={href} className="inline-flex min-h-6 items-center gap-2">
                  <span className="font-mono text-xs">{number}</span> {title}
                </TextLink>
                <span className="block text-xs">
                  <StateLabel state={state} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {conflicts.length > 0 && (
        <section aria-labelledby="conflicts">
          <SectionHeader id="conflicts" title="Weakens or is weakened by" />
          <ul className="grid gap-1.5 text-2">
            {conflicts.map((conflict) => (
              <li key={conflict}>{conflict}</li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
