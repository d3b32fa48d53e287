import { type FlowLook, LENS_WORD, type TopologyLens } from "./topology-words";

const LEGEND = [
  ["stated", "Authentication and encryption stated"],
  ["unknown", "Something not stated"],
  ["open", "Open: one of them is missing"],
  ["open-crossing", "Open across zones"],
] as const satisfies readonly (readonly [FlowLook, string])[];

/** What the kinds of lines mean. */
export function TopologyLegend({ lens }: { readonly lens: TopologyLens | undefined }) {
  return (
    <ul aria-label="Legend" className="topology-legend">
      {LEGEND.map(([look, words]) => (
        <li key={look}>
          <svg viewBox="0 0 32 8" aria-hidden>
            <path d="M1 4H31" className="topology-flow" data-look={look} />
          </svg>
          {words}
        </li>
      ))}
      {lens && (
        <li>
          <svg viewBox="0 0 32 8" aria-hidden>
            <path d="M1 4H31" className="topology-flow" data-look="stated" data-marked />
          </svg>
          {LENS_WORD[lens]}
        </li>
      )}
    </ul>
  );
}

const ZOOMS = [
  ["fit", "Fit"],
  ["100", "100 %"],
  ["150", "150 %"],
] as const;

/** Radio buttons that the style sheet reads, so that it works without script. */
export function TopologyZoom({ name }: { readonly name: string }) {
  return (
    <fieldset className="topology-zoom no-print">
      <legend className="sr-only">Size of the drawing</legend>
      {ZOOMS.map(([value, word]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === "100"}
            className="sr-only"
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
