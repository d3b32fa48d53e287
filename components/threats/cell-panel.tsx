import Link from "next/link";
import { formatPercent } from "@/components/ui/format-number";
import { GoalMarks } from "@/components/ui/goal-mark";
import { PanelSection } from "@/components/ui/panel";
import { StateLabel } from "@/components/ui/state-mark";
import type { StrengthRow } from "@/lib/domain/catalogue/threat";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import type { ElementWhy } from "@/lib/domain/posture/explain-cell";
import type { CellDossier } from "@/lib/domain/posture/threat-dossier";
import { FUNCTION_WORD, STRENGTH_WORD } from "@/lib/domain/threats/words";
import { standingText } from "@/lib/features/checklists/present";
import type { ThreatsPage } from "@/lib/features/threats/present";
import { AddressLink, ChosenPanel } from "./chosen-panel";
import { PlaceLink } from "./place-link";
import {
  alikeElements,
  creditWhenProven,
  earnText,
  evidenceFactorText,
  inOrder,
  reasonText,
  whereText,
} from "./why-words";

const ELEMENTS_SHOWN = 60;

interface CellPanelProps {
  readonly page: ThreatsPage;
  readonly cell: CellDossier;
}

/** Why a cell of the matrix is as it is: strength, cover element by element, proof, and what would earn credit. */
export function CellPanel({ page, cell }: CellPanelProps) {
  const { threat, mechanism, rows, cell: shown, elements } = cell.why;
  const earn = earnText(cell);
  const alike = alikeElements(elements);
  return (
    <ChosenPanel
      label={`${mechanism.name} against ${threat.name}`}
      switches={page.start.switches}
      heading={
        <AddressLink part="threat" value={threat.id} className="truncate hover:text-text hover:underline">
          {threat.name}
        </AddressLink>
      }
    >
      <h2 className="text-lg leading-6">{mechanism.name}</h2>
      <p className="mt-1 flex flex-wrap items-center gap-x-2">
        <StateLabel state={shown.state} />
        {shown.total > 0 && (
          <span className="text-3">
            proven on {shown.proven} of {shown.total} {shown.total === 1 ? "element" : "elements"}
          </span>
        )}
      </p>
      <p className="mt-1.5 flex items-center gap-2 text-xs text-3">
        <GoalMarks goals={threat.goals} /> STRIDE {threat.stride.join(", ")}
      </p>
      <Strength rows={rows} cell={cell} />
      {earn && <p className="mt-3 border-l-2 border-accent-border pl-3 text-pretty">{earn}</p>}
      <PanelSection title="Element by element">
        <ul className="grid gap-3">
          {alike.slice(0, ELEMENTS_SHOWN).map(({ element, times }) => (
            <ElementRow key={element.finding.id} page={page} cell={cell} element={element} times={times} />
          ))}
        </ul>
        {alike.length > ELEMENTS_SHOWN && (
          <p className="mt-2 text-xs text-3">
            The {ELEMENTS_SHOWN} weakest are shown, of {alike.length}.
          </p>
        )}
      </PanelSection>
      <Proof page={page} cell={cell} />
    </ChosenPanel>
  );
}

function Strength({ rows, cell }: { readonly rows: readonly StrengthRow[]; readonly cell: CellDossier }) {
  const { state } = cell.why.cell;
  if (rows.length === 0)
    return (
      <p className="mt-3 text-2">
        Nobody has rated this mechanism against this threat. It earns nothing, and it counts as unknown.
      </p>
    );
  return inOrder(rows).map((row) => (
    <div key={row.function} className="mt-3">
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        <dt className="text-2">
          {FUNCTION_WORD[row.function]}, strength {row.strength} of 3
        </dt>
        <dd className="text-right">{STRENGTH_WORD[row.strength]}</dd>
        <dt className="text-2">Credit when proven, at most 90 %</dt>
        <dd className="text-right">{creditWhenProven(row.strength)}</dd>
        <dt className="text-2">Evidence of the weakest element: {state.replace("-", " ")}</dt>
        <dd className="text-right">{evidenceFactorText(state)}</dd>
      </dl>
      <p className="mt-1 text-xs text-3">{row.basis}</p>
      {row.condition && (
        <p className="mt-1 text-xs">
          <b>Counts only where</b> {row.condition}
        </p>
      )}
      {row.stronger && (
        <p className="mt-1 text-xs">
          <b>Strength {row.stronger.strength} where</b> {row.stronger.condition}
        </p>
      )}
    </div>
  ));
}

interface ElementRowProps extends CellPanelProps {
  readonly element: ElementWhy;
  /** How many findings of the element look the same from here. */
  readonly times: number;
}

function ElementRow({ page, cell, element, times }: ElementRowProps) {
  const { slug } = page.system;
  const { finding, state, controls, claims, credit, outdoneBy } = element;
  const mechanism = cell.why.mechanism.name;
  return (
    <li>
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0">
          <PlaceLink slug={slug} place={cell.place(finding.element)} mayEdit={page.mayWork} />
        </span>
        <span className="flex shrink-0 items-baseline gap-2">
          <StateLabel state={state} />
          {credit > 0 && <b className="font-semibold">{formatPercent(credit)}</b>}
        </span>
      </p>
      <p className="text-xs text-2">
        {reasonText(element, mechanism)}
        {times > 1 && <span className="text-3"> {times} findings</span>}
      </p>
      {controls.map((covering) => {
        const { control } = covering;
        return (
          <p key={control.id} className="text-xs text-2">
            {control.number > 0 ? (
              <Link
                href={`/systems/${slug}/controls/${control.number}`}
                prefetch={false}
                className="link whitespace-nowrap"
              >
                CT-{control.number} {control.name}
              </Link>
            ) : (
              <>The idea {control.name}</>
            )}
            , {whereText(covering, element)}
            {control.assumed && ", taken as in place and proven"}
          </p>
        );
      })}
      {statedWords(claims).map((words) => (
        <p key={words} className="text-xs text-2">
          {words}
        </p>
      ))}
      {outdoneBy && (
        <p className="text-xs text-3">
          {page.mechanismNames.get(outdoneBy)} already earns as much in this layer, and only the largest
          credit of a layer counts: here this adds nothing.
        </p>
      )}
    </li>
  );
}

/** A request path is stated to be protected flow by flow: said once, with how many. */
function statedWords(claims: ElementWhy["claims"]): readonly string[] {
  return [true, false].flatMap((holds) => {
    const count = claims.filter((claim) => claim.holds === holds).length;
    if (count === 0) return [];
    const stated = count === 1 ? "Stated as a property" : `Stated as a property of ${count} elements`;
    return [holds ? stated : `${stated}, and the statement has lapsed`];
  });
}

function Proof({ page, cell }: CellPanelProps) {
  const { system, today } = page;
  return (
    <PanelSection title="Proof" count={cell.proof.length}>
      {cell.proof.length === 0 ? (
        <p className="text-xs text-2">No item of this system’s checklists proves it.</p>
      ) : (
        <ul className="grid gap-2">
          {cell.proof.map(({ item, standing }) => {
            const number = formatReadableNumber(item);
            return (
              <li key={item.id}>
                <p className="flex items-baseline justify-between gap-3">
                  <Link
                    href={`/systems/${system.slug}/checklists/${item.phase}?item=${number}`}
                    prefetch={false}
                    className="link min-w-0"
                  >
                    {number} {item.text.title}
                  </Link>
                  <StateLabel state={standing.state} className="shrink-0" />
                </p>
                <p className="text-xs text-2">{standingText(standing, today)}</p>
              </li>
            );
          })}
        </ul>
      )}
    </PanelSection>
  );
}
