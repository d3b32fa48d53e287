import type { ReactNode } from "react";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { ELEMENT_PREFIX } from "@/lib/domain/architecture/vocabulary";
import type { ElementRef } from "@/lib/features/architecture/present";
import { ElementForm, type ElementFormProps } from "./element-form";
import { TakeOutForm } from "./take-out-form";
import { KIND_WORD } from "./words";

type ElementPageProps = Omit<ElementFormProps, "element"> & {
  readonly element: (NonNullable<ElementFormProps["element"]> & { readonly source: string | null }) | null;
  readonly flows: readonly ElementRef[];
  /** What lies in it. */
  readonly children?: ReactNode;
};

/** The page of one element: its form, and how to take it out. */
export function ElementPage({ flows, children, ...props }: ElementPageProps) {
  const { kind, system, element } = props;
  const title = titleOf(props);
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink href={`/systems/${system.slug}/architecture`}>Architecture of {system.name}</TextLink>
        }
        title={title}
        lede={
          kind === "system"
            ? "What holds for the system as a whole. What is not known stays an open question, not a no."
            : "What is not known stays an open question, not a no. Stated protection counts as a claim until it is proven."
        }
      />
      {element?.source && (
        <p className="mb-4 text-xs text-3">Imported from {element.source}; edits here are kept.</p>
      )}
      <ElementForm {...props} />
      {kind === "path" && <FlowNumbers flows={flows} />}
      {children}
      {element && kind !== "system" && (
        <section aria-labelledby="take-out" className="mt-10 border-t border-subtle pt-6">
          <SectionHeader id="take-out" title="Take out" />
          <p className="mb-3 max-w-[72ch] text-2">
            It leaves the model; its history stays and its number is not used again. What others stand on
            can’t be taken out before them.
          </p>
          <TakeOutForm
            kind={kind}
            systemId={system.id}
            element={element}
            budgeted={Boolean(element.written["msLimit"])}
          />
        </section>
      )}
    </div>
  );
}

function titleOf({ kind, element }: Pick<ElementPageProps, "kind" | "element">): string {
  if (kind === "system") return "The whole system";
  if (!element) return `New ${KIND_WORD[kind]}`;
  return `${ELEMENT_PREFIX[kind]}-${element.number} ${element.name}`;
}

/** The numbers that an expression can name. */
function FlowNumbers({ flows }: { readonly flows: readonly ElementRef[] }) {
  if (flows.length === 0) return null;
  return (
    <section aria-labelledby="flow-numbers" className="mt-8 max-w-[860px]">
      <SectionHeader id="flow-numbers" title="Flows to choose from" />
      <ul className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {flows.map(({ id, ref, name }) => (
          <li key={id} className="flex min-w-0 gap-2">
            <span className="w-10 shrink-0 font-mono text-xs leading-5 text-3">{ref.replace("-", "")}</span>
            <span className="truncate">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
