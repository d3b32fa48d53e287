import { SEVERITY_WORD } from "@/components/ui/severity-mark";
import { BAND_STEPS, type BandStep } from "@/lib/domain/threats/vocabulary";
import { type ChartEmpty, ChartFrame } from "./chart-frame";

/** Likelihood and impact, each from 1 to 5. */
export interface GridPlace {
  readonly likelihood: BandStep;
  readonly impact: BandStep;
}

/** A scenario on the matrix. */
export interface GridScenario {
  readonly key: string;
  readonly name: string;
  readonly href?: string | undefined;
  /** null: cannot be placed yet. */
  readonly place: GridPlace | null;
  /** Where it stood without controls, if elsewhere. */
  readonly before?: GridPlace | undefined;
}

export interface RiskGridProps {
  readonly title: string;
  readonly aside?: string | undefined;
  readonly caption?: string | undefined;
  readonly scenarios: readonly GridScenario[];
  /** Level of each cell, [likelihood − 1][impact − 1], as `levelOfSteps` gives it. */
  readonly levels: readonly (readonly BandStep[])[];
  /** What steps 1 to 5 are called. */
  readonly likelihoodNames: readonly string[];
  readonly impactNames: readonly string[];
  /** What levels 1 to 5 are called; by default those of severity. */
  readonly levelNames?: readonly string[] | undefined;
  /** Only numbers in the cells, for a side panel. */
  readonly compact?: boolean | undefined;
  readonly level?: 2 | 3 | undefined;
  readonly empty?: ChartEmpty | undefined;
}

const DEFAULT_LEVEL_NAMES = BAND_STEPS.map((step) => SEVERITY_WORD[step]);
/** The most likely row on top. */
const ROWS = BAND_STEPS.toReversed();

/** Likelihood against impact: how many scenarios stand in each of 25 cells, which, and how bad the cell is, in words. */
export function RiskGrid(props: RiskGridProps) {
  const { title, aside, caption, scenarios, compact = false, level, empty } = props;
  const unplaced = scenarios.filter(({ place }) => place === null);
  const nothing: ChartEmpty = {
    title: "No scenario yet",
    why: "Scenarios follow from the architecture once flows and components are drawn.",
  };
  return (
    <ChartFrame
      title={title}
      aside={aside}
      caption={caption}
      level={level}
      className={compact ? "risk-grid-compact" : ""}
      table={gridTable(props)}
      empty={scenarios.length === 0 ? (empty ?? nothing) : undefined}
    >
      <GridTable {...props} />
      {unplaced.length > 0 && (
        <p className="mt-2 text-xs text-2">
          ? Not placed, because likelihood or impact is unknown: <Names scenarios={unplaced} />
        </p>
      )}
    </ChartFrame>
  );
}

function GridTable({
  title,
  scenarios,
  levels,
  likelihoodNames,
  impactNames,
  levelNames,
  compact,
}: RiskGridProps) {
  return (
    <section
      aria-label={`${title}, matrix`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="risk-grid-region"
    >
      <table className="risk-grid">
        <caption className="sr-only">
          Likelihood in rows, impact in columns, both from 1 to 5; the most likely row comes first
        </caption>
        <tbody>
          {ROWS.map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row">
                <b>{likelihood}</b> <span className="risk-axis-word">{likelihoodNames[likelihood - 1]}</span>
              </th>
              {BAND_STEPS.map((impact) => (
                <GridCell
                  key={impact}
                  level={levels[likelihood - 1]?.[impact - 1] ?? 1}
                  levelNames={levelNames ?? DEFAULT_LEVEL_NAMES}
                  here={scenarios.filter(({ place }) => isAt(place, likelihood, impact))}
                  left={scenarios.filter(({ before }) => isAt(before, likelihood, impact))}
                  compact={compact ?? false}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="risk-corner">
              <span>Likelihood ↑</span> <span>Impact →</span>
            </td>
            {BAND_STEPS.map((impact) => (
              <th key={impact} scope="col">
                <b>{impact}</b> <span className="risk-axis-word">{impactNames[impact - 1]}</span>
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface GridCellProps {
  readonly level: BandStep;
  readonly levelNames: readonly string[];
  readonly here: readonly GridScenario[];
  /** Scenarios that stood here before controls. */
  readonly left: readonly GridScenario[];
  readonly compact: boolean;
}

function GridCell({ level, levelNames, here, left, compact }: GridCellProps) {
  const word = levelNames[level - 1] ?? "";
  return (
    <td data-level={level} className="risk-cell">
      <span className="risk-level">
        {level} <span className={compact ? "sr-only" : "risk-level-word"}>{word}</span>
      </span>
      {here.length > 0 && (
        <b className="risk-count">
          {here.length}
          <span className="sr-only"> {here.length === 1 ? "threat" : "threats"}</span>
        </b>
      )}
      {compact ? (
        <span className="sr-only">{here.map(({ name }) => name).join(", ")}</span>
      ) : (
        <CellNames here={here} />
      )}
      {left.length > 0 && (
        <span className="risk-left" title={left.map(({ name }) => name).join(", ")}>
          {left.length} <span className={compact ? "sr-only" : ""}>before controls</span>
        </span>
      )}
    </td>
  );
}

function CellNames({ here }: { readonly here: readonly GridScenario[] }) {
  return (
    <ul className="risk-names">
      {here.map(({ key, name, href, before }) => (
        <li key={key}>
          {href ? <a href={href}>{name}</a> : name}
          {before && (
            <span className="block">
              was {before.likelihood} × {before.impact}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Names({ scenarios }: { readonly scenarios: readonly GridScenario[] }) {
  return scenarios.map(({ key, name, href }, place) => (
    <span key={key}>
      {place > 0 && ", "}
      {href ? (
        <a href={href} className="link">
          {name}
        </a>
      ) : (
        name
      )}
    </span>
  ));
}

const isAt = (place: GridPlace | null | undefined, likelihood: BandStep, impact: BandStep): boolean =>
  place?.likelihood === likelihood && place.impact === impact;

function gridTable({ scenarios, levels, levelNames = DEFAULT_LEVEL_NAMES }: RiskGridProps) {
  const hasBefore = scenarios.some(({ before }) => before);
  return {
    columns: [
      { label: "Scenario" },
      { label: "Likelihood", numeric: true },
      { label: "Impact", numeric: true },
      { label: "Level" },
      ...(hasBefore ? [{ label: "Before controls" }] : []),
    ],
    rows: scenarios.map(({ key, name, href, place, before }) => {
      const step = place ? levels[place.likelihood - 1]?.[place.impact - 1] : undefined;
      return {
        key,
        name,
        href,
        cells: [
          place ? String(place.likelihood) : null,
          place ? String(place.impact) : null,
          step ? `${step} ${levelNames[step - 1] ?? ""}` : null,
          before ? `${before.likelihood} × ${before.impact}` : "same",
        ],
      };
    }),
  };
}
