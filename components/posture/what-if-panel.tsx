"use client";

import { FlaskConical } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useId, useMemo } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { formatMoney } from "@/components/ui/format-number";
import { STANDING_WORD, STANDINGS, type Standing } from "@/lib/domain/controls/vocabulary";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { NO_SWITCHES } from "@/lib/domain/posture/facts";
import type { SwitchControl } from "@/lib/domain/posture/what-if-start";
import { totalsOf } from "@/lib/domain/posture/what-if-totals";
import { IdeaForm } from "./idea-form";
import { ControlSwitch, SwitchesForm } from "./switch-forms";
import { useWhatIf, withoutIdea } from "./what-if";
import { type Compared, compareTotals, ideaText, planReturnText } from "./what-if-words";

// Wanted only once there is an idea.
const ProposeIdea = dynamic(() => import("./propose-idea").then((module) => module.ProposeIdea));

interface WhatIfLayoutProps {
  /** The panel of something chosen on the page; it takes the place of the what-if. */
  readonly panel?: ReactNode;
  readonly mayPropose: boolean;
  readonly systemId: SystemId;
  readonly children: ReactNode;
}

/** A page of a system with its what-if: beside it on a desk, a sheet below it on anything smaller. */
export function WhatIfLayout({ panel = null, mayPropose, systemId, children }: WhatIfLayoutProps) {
  return (
    <div className="what-if-layout" data-chosen={panel !== null || undefined}>
      <div className="min-w-0">
        <WhatIfBar mayPropose={mayPropose} systemId={systemId} />
        {children}
      </div>
      {panel}
      <WhatIfPanel />
    </div>
  );
}

/** Says what differs from how it stands, and ends it or proposes it. Nothing while nothing differs. */
function WhatIfBar({ mayPropose, systemId }: Pick<WhatIfLayoutProps, "mayPropose" | "systemId">) {
  const { switches, switched, names, pending } = useWhatIf();
  if (!switched) return null;
  const named = (ids: readonly string[]) => names.controls.filter(({ id }) => ids.includes(id));
  return (
    <section aria-label="What if" aria-busy={pending} className="what-if-bar">
      <b className="font-medium whitespace-nowrap">What if</b>
      <ul className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1">
        {named(switches.off).map((control) => (
          <Differing key={control.id} control={control} words="off" />
        ))}
        {named(switches.on).map((control) => (
          <Differing key={control.id} control={control} words="in place and proven" />
        ))}
        {switches.added.map((idea) => (
          <li key={`${idea.mechanism}:${idea.scope.join()}`} className="flex items-center gap-2">
            <span className="min-w-0">{ideaText(idea, names)}</span>
            <SwitchesForm next={withoutIdea(switches, idea)}>
              <button type="submit" className="link min-h-6 text-xs">
                Remove<span className="sr-only"> the idea {ideaText(idea, names)}</span>
              </button>
            </SwitchesForm>
            {mayPropose && <ProposeIdea systemId={systemId} idea={idea} />}
          </li>
        ))}
      </ul>
      <BarFigure />
      <SwitchesForm next={NO_SWITCHES}>
        <button type="submit" className={buttonClass({ variant: "ghost" })}>
          Reset
        </button>
      </SwitchesForm>
    </section>
  );
}

/** What the what-if does to the money, for when its panel is not in sight. */
function BarFigure() {
  const [residual] = useCompared().rows;
  if (!residual) return null;
  const { before, after, tone } = residual;
  if (before === after)
    return <span className="text-xs whitespace-nowrap text-2">Residual stays {after}</span>;
  return (
    <span className="text-xs whitespace-nowrap text-2">
      Residual {before} → <b className={`font-semibold ${TONE[tone]}`}>{after}</b>
    </span>
  );
}

function Differing({ control, words }: { readonly control: SwitchControl; readonly words: string }) {
  return (
    <li className="flex items-center gap-2">
      <ControlSwitch control={control} label={`${control.name}, CT-${control.number}`} />
      <span className="min-w-0">
        {control.name} <span className="text-2">{words}</span>
      </span>
    </li>
  );
}

/** The switches of a system with what they bring. The sheet is open on a desk whatever it says. */
function WhatIfPanel() {
  return (
    <details className="what-if-panel no-print">
      <summary>
        <FlaskConical aria-hidden className="size-3.5" />
        <span className="font-medium">What if</span>
        <SheetFigures />
      </summary>
      <aside aria-label="What if" className="what-if-body">
        <div className="flex items-center gap-2 max-lg:sr-only">
          <h2>What if</h2>
          <span className="text-xs text-3">Nothing is saved</span>
        </div>
        <Comparison />
        <Places />
        <Switchboard />
        <IdeaForm />
      </aside>
    </details>
  );
}

function useCompared(): { readonly rows: readonly Compared[]; readonly planReturn: string | null } {
  const { base, view, currency } = useWhatIf();
  return useMemo(() => {
    const after = totalsOf(view);
    return { rows: compareTotals(base, after, currency), planReturn: planReturnText(base, after) };
  }, [base, view, currency]);
}

const TONE: Readonly<Record<Compared["tone"], string>> = { good: "text-good", bad: "text-bad", same: "" };

/** The two figures that fit on the closed sheet. */
function SheetFigures() {
  const { rows } = useCompared();
  return (
    <span aria-hidden className="ml-auto flex gap-3 text-xs text-2 lg:hidden">
      {rows.slice(0, 2).map(({ label, after, tone }) => (
        <span key={label} className={TONE[tone]}>
          {after}
        </span>
      ))}
    </span>
  );
}

function Comparison() {
  const { pending, switched } = useWhatIf();
  const { rows, planReturn } = useCompared();
  return (
    <dl aria-live="polite" aria-busy={pending} className="mt-2 grid gap-1.5 text-xs">
      {rows.map((row) => (
        <ComparedRow key={row.label} row={row} />
      ))}
      <div className="flex items-baseline justify-between gap-3">
        <dt className="text-2">Return of the plan</dt>
        <dd className="text-right">
          {planReturn ? (
            <b className="text-sm font-semibold">{planReturn}</b>
          ) : (
            <span className="text-3">{switched ? "no cost is added" : "nothing is switched"}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function ComparedRow({ row }: { readonly row: Compared }) {
  const { label, before, after, tone, remark } = row;
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-2">
        {label}
        {remark && <span className="block text-2xs text-3">{remark}</span>}
      </dt>
      <dd className="text-right whitespace-nowrap">
        {before !== after && (
          <>
            <s className="text-3">
              <span className="sr-only">before </span>
              {before}
            </s>{" "}
            <span aria-hidden className="text-3">
              →
            </span>{" "}
          </>
        )}
        <b className={`text-sm font-semibold ${TONE[tone]}`}>{after}</b>
      </dd>
    </div>
  );
}

const PLACES = [
  ["threats", "Threats"],
  ["latency", "Latency"],
  ["roi", "ROI"],
] as const;

/** The other pages under the same switches. */
function Places() {
  const { slug, hrefTo, switched } = useWhatIf();
  if (!switched) return null;
  return (
    <p className="mt-3 flex flex-wrap gap-x-3 border-t border-subtle pt-2 text-xs">
      <span className="text-3">The same what-if on</span>
      {PLACES.map(([part, word]) => (
        <Link key={part} href={hrefTo(`/systems/${slug}/${part}`)} prefetch={false} className="link">
          {word}
        </Link>
      ))}
    </p>
  );
}

const HEADINGS: Readonly<Partial<Record<Standing, string>>> = {
  "in-place": "switch off to see what it is worth",
  planned: "as if in place and proven",
  proposed: "as if in place and proven",
};
const ORDER = STANDINGS.filter((standing) => standing in HEADINGS).toReversed();

function Switchboard() {
  const { names, slug } = useWhatIf();
  const groups = ORDER.map((standing) => ({
    standing,
    controls: names.controls.filter((control) => control.standing === standing),
  })).filter(({ controls }) => controls.length > 0);
  if (groups.length === 0)
    return (
      <p className="mt-3 border-t border-subtle pt-3 text-xs text-2">
        No control stands on this system yet.{" "}
        <Link href={`/systems/${slug}/controls`} prefetch={false} className="link">
          Put one on it
        </Link>
        , or try an idea below.
      </p>
    );
  return groups.map(({ standing, controls }) => (
    <section key={standing} aria-label={STANDING_WORD[standing]} className="mt-3 border-t border-subtle pt-2">
      <div className="flex items-baseline gap-2">
        <h3>{STANDING_WORD[standing]}</h3>
        <span className="text-2xs text-3">{HEADINGS[standing]}</span>
      </div>
      <ul>
        {controls.map((control) => (
          <ControlRow key={control.id} control={control} />
        ))}
      </ul>
    </section>
  ));
}

function ControlRow({ control }: { readonly control: SwitchControl }) {
  const { currency } = useWhatIf();
  const { name, number, mechanismName, costPerYear } = control;
  const id = useId();
  return (
    <li className="flex min-h-8 items-center gap-2 max-sm:min-h-10">
      <ControlSwitch id={id} control={control} label={`${name}, CT-${number}`} />
      <label
        htmlFor={id}
        className="min-w-0 flex-1 cursor-pointer truncate"
        title={name === mechanismName ? name : `${name}: ${mechanismName}`}
      >
        {name} <span className="text-2xs text-3">CT-{number}</span>
      </label>
      <span className="text-xs whitespace-nowrap text-2">
        {formatMoney(costPerYear, currency)}
        <span className="sr-only"> per year</span>
      </span>
    </li>
  );
}
