import { DefinitionRow, DefinitionRows } from "@/components/ui/definition-rows";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { StrengthsView } from "@/lib/domain/catalogue/own-strengths";
import { FUNCTION_WORD } from "@/lib/domain/threats/words";
import { StrengthForm } from "./strength-form";
import { StrengthMark } from "./strength-mark";
import { sentence } from "./words";

/** A mechanism against a threat: what the product says, what the organisation says, and on what either rests. */
export function StrengthsPage({ view }: { readonly view: StrengthsView }) {
  const { threat, mechanism, rows, mayChange } = view;
  return (
    <div className="p-page-x">
      <PageHeader
        above={<TextLink href={`/catalogue/threats/${threat.id}`}>{threat.name}</TextLink>}
        title={`${mechanism.name} against ${threat.name.toLowerCase()}`}
        lede="Strengths are starting values with their basis. Your organisation can set its own; a second person signs, and every system is computed with it from then on."
      />
      <div className="grid max-w-[760px] gap-10">
        {rows.map((row) => (
          <section key={row.function} aria-labelledby={row.function}>
            <h2 id={row.function} className="mb-2">
              {FUNCTION_WORD[row.function]}
            </h2>
            <DefinitionRows>
              <DefinitionRow term="The product says">
                <StrengthMark strength={row.product.strength} />
                <span className="block text-xs text-2">{sentence(row.product.basis)}</span>
              </DefinitionRow>
              <DefinitionRow term="Your organisation says">
                {row.own ? (
                  <>
                    <StrengthMark strength={row.own.strength} />
                    <span className="block text-xs text-2">{sentence(row.own.basis)}</span>
                  </>
                ) : (
                  <span className="text-3">nothing of its own</span>
                )}
              </DefinitionRow>
            </DefinitionRows>
            {mayChange && <StrengthForm threat={threat.id} mechanism={mechanism.id} row={row} />}
          </section>
        ))}
      </div>
    </div>
  );
}
