import Link from "next/link";
import { LayerStack } from "@/components/charts/layer-stack";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { GoalMarks } from "@/components/ui/goal-mark";
import { PanelSection } from "@/components/ui/panel";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { ScenarioView } from "@/lib/domain/posture/posture-view";
import type { LossDossier, QuestionDossier, ThreatDossier } from "@/lib/domain/posture/threat-dossier";
import { LAYERS, type Layer } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD, STRIDE_WORD } from "@/lib/domain/threats/words";
import type { ThreatsPage } from "@/lib/features/threats/present";
import { ChosenPanel } from "./chosen-panel";
import { FindingRow } from "./finding-row";
import { PlaceLink } from "./place-link";

const FINDINGS_SHOWN = 60;
const QUESTIONS_SHOWN = 30;

interface ThreatPanelProps {
  readonly page: ThreatsPage;
  readonly row: ThreatDossier;
}

/** A threat of the system: where it was found, what is not known, which layers stand before it, what it costs. */
export function ThreatPanel({ page, row }: ThreatPanelProps) {
  const { threat, findings, questions, loss } = row;
  const scenario = page.start.view.scenarios.find((one) => one.threat.id === threat.id);
  return (
    <ChosenPanel
      label={threat.name}
      switches={page.start.switches}
      heading={<span className="truncate">Threat, {LAYER_WORD[threat.layer].toLowerCase()} layer</span>}
    >
      <h2 className="text-lg leading-6">{threat.name}</h2>
      {scenario && <Standing scenario={scenario} page={page} />}
      <p className="mt-2 text-pretty text-2">{threat.description}</p>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-3">
        <GoalMarks goals={threat.goals} />
        {[...threat.stride.primary, ...threat.stride.secondary]
          .map((letter) => `${letter} ${STRIDE_WORD[letter].toLowerCase()}`)
          .join(", ")}
        <Link href={`/catalogue/threats/${threat.id}`} prefetch={false} className="link">
          In the catalogue
        </Link>
      </p>
      <PanelSection title="Findings" count={findings.length}>
        {findings.length === 0 && (
          <p className="text-xs text-2">No rule fires; the questions below are open.</p>
        )}
        {findings.length > 0 && (
          <p className="mb-2 text-xs text-3">
            Each says what is so where no protection stands; protection that nobody has stated is taken as
            missing.
          </p>
        )}
        <ul className="grid gap-4">
          {findings.slice(0, FINDINGS_SHOWN).map((finding) => (
            <FindingRow key={finding.assessed.finding.id} page={page} finding={finding} />
          ))}
        </ul>
        {findings.length > FINDINGS_SHOWN && (
          <p className="mt-2 text-xs text-3">
            The {FINDINGS_SHOWN} that leave most are shown, of {findings.length}.
          </p>
        )}
      </PanelSection>
      {questions.length > 0 && <Questions page={page} questions={questions} />}
      {scenario && (
        <div className="mt-4 border-t border-subtle pt-3">
          <Layers scenario={scenario} />
        </div>
      )}
      <Loss page={page} loss={loss} scenario={scenario} />
    </ChosenPanel>
  );
}

function Standing({ scenario, page }: { readonly scenario: ScenarioView; readonly page: ThreatsPage }) {
  const { money, residual, gaps, findings, accepted, notApplicable } = scenario;
  const level = money?.residual.level;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
      {level && (
        <span className="inline-flex items-center gap-1.5">
          <SeverityMark severity={level} /> {page.scales.levelNames[level - 1]}
        </span>
      )}
      <span>
        {residual === null ? (
          "not applicable"
        ) : (
          <>
            <b className="font-semibold">{formatPercent(residual)}</b> of its rate left
          </>
        )}
      </span>
      <span className="text-3">
        {gaps} of {findings} open
        {accepted > 0 && `, ${accepted} left open on purpose`}
        {notApplicable > 0 && `, ${notApplicable} not applicable`}
      </span>
    </p>
  );
}

interface QuestionsProps {
  readonly page: ThreatsPage;
  readonly questions: readonly QuestionDossier[];
}

/** What is not known, so that a rule can't be decided. */
function Questions({ page, questions }: QuestionsProps) {
  return (
    <PanelSection title="Not known" count={questions.length}>
      <p className="mb-2 text-xs text-2">
        The threat may be there too. These rules can’t be decided until somebody says what is missing.
      </p>
      <ul className="grid gap-3 text-xs">
        {questions.slice(0, QUESTIONS_SHOWN).map(({ ruleId, place, whenWords, missing }) => (
          <li key={`${ruleId}@${place.id}`}>
            <p className="text-2">{whenWords}</p>
            <ul>
              {missing.map((one) => (
                <li key={`${one.place.id}.${one.label}`} className="flex flex-wrap items-baseline gap-x-2">
                  <span aria-hidden>?</span>
                  <span className="font-medium">{one.label}</span>
                  <PlaceLink slug={page.system.slug} place={one.place} mayEdit={page.mayWork} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {questions.length > QUESTIONS_SHOWN && (
        <p className="mt-2 text-xs text-3">
          {QUESTIONS_SHOWN} of {questions.length} are shown.
        </p>
      )}
    </PanelSection>
  );
}

function Layers({ scenario }: { readonly scenario: ScenarioView }) {
  const { layers, residual, lossReduction } = scenario;
  const words = (credit: number) => (credit === 0 ? "none" : formatPercent(credit));
  const stack = Object.fromEntries(
    LAYERS.map((layer) => [layer, { credit: layers[layer], creditWords: words(layers[layer]) }]),
  ) as Record<Layer, { credit: number; creditWords: string }>;
  const left = residual === null ? "nothing counts" : `${formatPercent(residual)} of its rate is left`;
  return (
    <LayerStack
      title="Layers before it"
      aside="Mean over the findings"
      layers={stack}
      remainder={`Behind all layers ${left}, the mean over the findings. Detection and response take ${formatPercent(lossReduction)} off the loss.`}
    />
  );
}

interface LossProps {
  readonly page: ThreatsPage;
  readonly loss: LossDossier;
  readonly scenario: ScenarioView | undefined;
}

function Loss({ page, loss, scenario }: LossProps) {
  const { currency, system } = page;
  const money = scenario?.money;
  const range = ({ p5, p95 }: LossDossier["lossAmount"]) =>
    p5 === p95 ? formatMoney(p5, currency) : `${formatMoney(p5, currency)} to ${formatMoney(p95, currency)}`;
  const rate = ({ p5, p95 }: LossDossier["ratePerYear"]) =>
    p5 === p95 ? plain(p5) : `${plain(p5)} to ${plain(p95)}`;
  return (
    <PanelSection
      title="What it costs"
      action={
        <Link href={`/systems/${system.slug}/roi`} prefetch={false} className="link">
          ROI
        </Link>
      }
    >
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
        <dt className="text-2">Events per year before controls, 90 % range</dt>
        <dd className="text-right">{rate(loss.ratePerYear)}</dd>
        <dt className="text-2">Loss of one event, 90 % range</dt>
        <dd className="text-right">{range(loss.lossAmount)}</dd>
        {loss.secondary && (
          <>
            <dt className="text-2">
              A second loss, in {formatPercent(loss.secondary.probability)} of events
            </dt>
            <dd className="text-right">{range(loss.secondary.lossAmount)}</dd>
          </>
        )}
        {money && (
          <>
            <dt className="border-t border-subtle pt-1 text-2">Expected per year before controls</dt>
            <dd className="border-t border-subtle pt-1 text-right">
              {formatMoney(money.inherentPerYear, currency)}
            </dd>
            <dt className="font-medium">Expected per year</dt>
            <dd className="text-right font-semibold">{formatMoney(money.residualPerYear, currency)}</dd>
          </>
        )}
      </dl>
      <p className="mt-2 text-xs text-pretty text-3">
        {loss.source === "own" ? "The team’s own numbers: " : "Starting values of the catalogue: "}
        {loss.rateBasis}
        {loss.lossBasis !== loss.rateBasis && ` ${loss.lossBasis}`}
      </p>
    </PanelSection>
  );
}

const plain = (perYear: number) => String(Number(perYear.toPrecision(2)));
