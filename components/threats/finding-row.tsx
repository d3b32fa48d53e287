import { formatPercent } from "@/components/ui/format-number";
import { StateLabel } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { AssessedFinding } from "@/lib/domain/posture/assess-threats";
import type { FindingDossier } from "@/lib/domain/posture/threat-dossier";
import { FUNCTION_WORD } from "@/lib/domain/threats/words";
import { formHref } from "@/lib/features/architecture/present";
import type { ThreatsPage } from "@/lib/features/threats/present";
import { AddressLink } from "./chosen-panel";
import { AcceptFindingForm, FindingException } from "./lazy-parts";
import { PlaceLink } from "./place-link";

interface FindingRowProps {
  readonly page: ThreatsPage;
  readonly finding: FindingDossier;
}

/** One finding: what it says, what is left of it and why, what answers it, and the way to leave it open. */
export function FindingRow({ page, finding: dossier }: FindingRowProps) {
  const { assessed, text, place, assets, because, rule, stated } = dossier;
  const { finding, residual, open } = assessed;
  const key = `${finding.ruleId}@${place.ref.toLowerCase()}`;
  const asked = page.search.leave === key;
  const exception = page.exceptions.get(finding.id);
  return (
    <li id={key}>
      <p className="text-pretty">{text}</p>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-3 text-xs">
        <PlaceLink slug={page.system.slug} place={place} mayEdit={page.mayWork} />
        <span className="text-2">
          Likelihood <b className="font-semibold">{finding.likelihood}</b> of 5
        </span>
        {open ? (
          <StateLabel state="gap">Open</StateLabel>
        ) : (
          <span className="text-2">
            <b className="font-semibold">{formatPercent(residual)}</b> left
          </span>
        )}
      </p>
      {assets.length > 0 && <AssetsThere page={page} assets={assets} />}
      {exception && <FindingException exception={exception} today={page.today} mayWork={page.mayWork} />}
      {stated && <StatedWords page={page} stated={stated} />}
      {because.length > 0 && <p className="text-xs text-3">Likelihood: {because.join("; ")}</p>}
      <Answers page={page} assessed={assessed} />
      {rule && (
        <details className="text-xs">
          <summary className="inline-flex min-h-6 items-center text-3 hover:text-text">
            Why it was found, and when it is not one
          </summary>
          <p className="text-2">{rule.whenWords}</p>
          {rule.falsePositives.map((one) => (
            <p key={one} className="text-3">
              Not one where {one.charAt(0).toLowerCase() + one.slice(1)}
            </p>
          ))}
          <p className="mono text-3">
            {rule.id} {rule.cwe.join(" ")}
          </p>
        </details>
      )}
      {page.mayWork && !exception && !asked && (
        <p className="text-xs">
          <AddressLink part="leave" value={key} keepsPanel className="link inline-flex min-h-6 items-center">
            Leave open…
          </AddressLink>
        </p>
      )}
      {page.mayWork && asked && (
        <div className="mt-2 rounded-md border p-3">
          <AcceptFindingForm
            systemId={page.system.id}
            slug={page.system.slug}
            ruleId={finding.ruleId}
            elementId={finding.element.id}
            findingText={text}
            people={page.people}
            today={page.today}
          />
          <p className="mt-2 text-xs">
            <AddressLink part="leave" value={null} keepsPanel>
              Don’t ask
            </AddressLink>
          </p>
        </div>
      )}
    </li>
  );
}

interface AssetsThereProps {
  readonly page: ThreatsPage;
  readonly assets: FindingDossier["assets"];
}

const ASSETS_SHOWN = 5;

/** What is worth protecting at its place. */
function AssetsThere({ page: { system }, assets }: AssetsThereProps) {
  const more = assets.length - ASSETS_SHOWN;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-3">
      Assets there:
      {assets.slice(0, ASSETS_SHOWN).map((asset) => (
        <TextLink
          key={asset.number}
          href={formHref(system.slug, { kind: "asset", number: asset.number })}
          prefetch={false}
        >
          {asset.name}
        </TextLink>
      ))}
      {more > 0 && `and ${more} more`}
    </p>
  );
}

interface StatedWordsProps {
  readonly page: ThreatsPage;
  readonly stated: NonNullable<FindingDossier["stated"]>;
}

/** That somebody stated it, and what they wrote. */
function StatedWords({ page: { system, mayWork }, stated: { number, note } }: StatedWordsProps) {
  return (
    <div className="text-xs">
      <p className="text-3">
        Stated by a person or a file:{" "}
        {mayWork ? (
          <TextLink href={`/systems/${system.slug}/threats/${number}`}>T-{number}</TextLink>
        ) : (
          `T-${number}`
        )}
      </p>
      {note && <p className="mt-0.5 line-clamp-6 whitespace-pre-line text-2">{note}</p>}
    </div>
  );
}

interface AnswersProps {
  readonly page: ThreatsPage;
  readonly assessed: AssessedFinding;
}

/** What stands against it; and, where nothing prevents it, what could. */
function Answers({ page, assessed }: AnswersProps) {
  const { answers, finding } = assessed;
  const name = (id: string) => page.mechanismNames.get(id) ?? id;
  const standing = answers.filter(({ credit, state }) => credit > 0 || state !== "gap");
  const shown = new Set(standing.map(({ mechanism }) => mechanism));
  const could = finding.answeredBy.filter((id) => !shown.has(id));
  return (
    <div className="mt-1 text-xs">
      {standing.length > 0 && (
        <ul>
          {standing.map(({ mechanism, function: does, state, credit, strength }) => (
            <li
              key={`${mechanism}.${does}.${strength}`}
              className="flex items-baseline justify-between gap-3"
            >
              <span>
                {name(mechanism)} <span className="text-3">{FUNCTION_WORD[does].toLowerCase()}</span>
              </span>
              <span className="flex shrink-0 items-baseline gap-2">
                <StateLabel state={state} />
                <span className={credit === 0 ? "text-3" : ""}>{formatPercent(credit)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {could.length > 0 && (
        <p className="text-3">
          {standing.length > 0 ? "Would answer it too: " : "Would answer it: "}
          {could.map(name).join(", ")}
        </p>
      )}
    </div>
  );
}
