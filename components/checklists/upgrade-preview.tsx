import type { ReactNode } from "react";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { Item } from "@/lib/domain/checklists/item";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import type { CarriedItem, FieldDifference, TemplateUpgrade } from "@/lib/domain/checklists/template-upgrade";
import { UpgradeForm } from "./upgrade-form";

type Version = {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly label: string;
  readonly number: number;
};
type UpgradePreviewProps = {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly works: { readonly current: Version; readonly newest: Version };
  readonly plan: TemplateUpgrade<Item> | null;
  /** How many of the new items apply to this system. */
  readonly applying: number;
  /** Keys that left earlier and may come back. */
  readonly retired: ReadonlySet<string> | null;
};

/** What moving to the newest version does to each answer, before anything happens. */
export function UpgradePreview({ system, works, plan, applying, retired }: UpgradePreviewProps) {
  const { current, newest } = works;
  return (
    <div className="p-page-x">
      <PageHeader
        title={plan ? `${current.name}: ${current.label} to ${newest.label}` : current.name}
        lede={
          plan &&
          `From version no. ${current.number} to no. ${newest.number}. Where the question is the same, the answer stays; where it changed, the item asks again. Nothing is deleted: earlier answers stay in each item’s history.`
        }
      />
      <UpgradeForm
        system={system}
        templateId={current.templateId}
        template={current.name}
        to={plan && { id: newest.id, label: newest.label }}
      />
      {plan && <Plan plan={plan} applying={applying} retired={retired ?? new Set()} />}
    </div>
  );
}

type PlanProps = {
  readonly plan: TemplateUpgrade<Item>;
  readonly applying: number;
  readonly retired: ReadonlySet<string>;
};

function Plan({ plan, applying, retired }: PlanProps) {
  const reworded = plan.kept.filter(({ differences }) => differences.length > 0);
  const back = plan.added.filter(({ key }) => retired.has(key));
  const fresh = plan.added.filter(({ key }) => !retired.has(key));
  return (
    <div className="mt-6 grid max-w-[960px] gap-8">
      <Part
        title="Asked again"
        count={plan.reopened.length}
        remark="The question changed, or an item that was left out now blocks its gate, so the earlier answer does not count."
        none="No question changed."
      >
        {plan.reopened.map((carried) => (
          <Carried key={carried.old.id} carried={carried} open />
        ))}
      </Part>
      <Part
        title="New"
        count={fresh.length}
        remark={
          applying === plan.added.length ? undefined : `${applying} of the new items apply to this system.`
        }
        none="Nothing is new."
      >
        {fresh.map((text) => (
          <Line key={text.key} number={PHASE_WORD[text.phase]} text={text} />
        ))}
      </Part>
      {back.length > 0 && (
        <Part
          title="Back again"
          count={back.length}
          remark="These were retired by an earlier version. They return under their old numbers and ask again."
        >
          {back.map((text) => (
            <Line key={text.key} number={PHASE_WORD[text.phase]} text={text} />
          ))}
        </Part>
      )}
      <Part
        title="Retired"
        count={plan.retired.length}
        remark="They leave the lists and keep their history."
        none="Nothing leaves."
      >
        {plan.retired.map((item) => (
          <Line key={item.id} number={formatReadableNumber(item)} text={item.text} />
        ))}
      </Part>
      <Part
        title="Kept"
        count={plan.kept.length}
        remark={
          reworded.length === 0
            ? "Their text is the same."
            : `${reworded.length} get new words around the same question; they are listed here.`
        }
      >
        {reworded.map((carried) => (
          <Carried key={carried.old.id} carried={carried} open={false} />
        ))}
      </Part>
    </div>
  );
}

type PartProps = {
  readonly title: string;
  readonly count: number;
  readonly remark?: string | undefined;
  readonly none?: string;
  readonly children: ReactNode;
};

function Part({ title, count, remark, none, children }: PartProps) {
  return (
    <section>
      <SectionHeader
        title={
          <>
            {title} <span className="font-normal text-3">{count}</span>
          </>
        }
      />
      {(count > 0 ? remark : none) && <p className="mb-1 text-2">{count > 0 ? remark : none}</p>}
      {count > 0 && <ul>{children}</ul>}
    </section>
  );
}

function Line({ number, text }: { readonly number: string; readonly text: ItemText }) {
  return (
    <li className="flex min-h-row-dense items-baseline gap-3 border-t border-subtle py-1.5">
      <span className="w-28 shrink-0 text-xs text-3">{number}</span>
      <span className="min-w-0 flex-1">{text.title}</span>
      {text.must && <span className="text-xs text-2">Must</span>}
    </li>
  );
}

function Carried({ carried, open }: { readonly carried: CarriedItem<Item>; readonly open: boolean }) {
  const { old, text, differences } = carried;
  return (
    <li className="border-t border-subtle">
      <details open={open}>
        <summary className="flex min-h-row-dense items-baseline gap-3 py-1.5">
          <span className="mono w-28 shrink-0 text-xs text-3">{formatReadableNumber(old)}</span>
          <span className="min-w-0 flex-1">{text.title}</span>
          <span className="text-xs text-3">
            {differences.map(({ label }) => label.toLowerCase()).join(", ")}
          </span>
        </summary>
        <dl className="mb-3 grid gap-2 sm:ml-31">
          {differences.map((difference) => (
            <Difference key={difference.field} {...difference} />
          ))}
        </dl>
      </details>
    </li>
  );
}

function Difference({ label, before, after }: FieldDifference) {
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-[112px_1fr_1fr]">
      <dt className="text-xs text-3">{label}</dt>
      <dd className="wrap-break-word text-3">
        <span className="sr-only">Before: </span>
        <del className="no-underline">{before || "empty"}</del>
      </dd>
      <dd className="wrap-break-word">
        <span className="sr-only">After: </span>
        <ins className="no-underline">
          <span aria-hidden className="mr-1 text-3">
            →
          </span>
          {after || "empty"}
        </ins>
      </dd>
    </div>
  );
}
