import { CREDIT_MAX } from "@/lib/domain/threats/credit";
import { LAYERS, type Layer } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import { ChartFrame } from "./chart-frame";
import { percentOf, shareBetween } from "./scale";

/** What one layer of defence does against a threat. */
export interface LayerCredit {
  /** 0 to 0.9; null: unknown. */
  readonly credit: number | null;
  /** The credit in words, as in "60 %", "no control applies". */
  readonly creditWords: string;
  /** The controls that earn it, or why there are none. */
  readonly detail?: string | undefined;
}

export interface LayerStackProps {
  readonly title: string;
  readonly aside?: string | undefined;
  readonly layers: Readonly<Record<Layer, LayerCredit>>;
  /** What is left: "0.40 × 0.10 × 0.70 leaves 2.8 % of the rate." */
  readonly remainder: string;
  readonly level?: 2 | 3 | undefined;
}

/** Defence in depth: the layers that a threat has to pass, from outside to inside, with what each takes off. */
export function LayerStack({ title, aside, layers, remainder, level = 3 }: LayerStackProps) {
  return (
    <ChartFrame
      title={title}
      aside={aside}
      caption={remainder}
      level={level}
      table={{
        columns: [{ label: "Layer" }, { label: "Credit", numeric: true }, { label: "Controls" }],
        rows: LAYERS.map((layer) => ({
          key: layer,
          name: LAYER_WORD[layer],
          cells: [
            layers[layer].credit === null ? null : layers[layer].creditWords,
            layers[layer].detail ?? "",
          ],
        })),
      }}
    >
      <ol className="layer-stack">
        {LAYERS.map((layer) => (
          <LayerRow key={layer} word={LAYER_WORD[layer]} layer={layers[layer]} />
        ))}
      </ol>
    </ChartFrame>
  );
}

function LayerRow({ word, layer }: { readonly word: string; readonly layer: LayerCredit }) {
  const { credit, creditWords, detail } = layer;
  return (
    <li>
      <span className="font-medium">{word}</span>
      <span aria-hidden className="layer-track" data-unknown={credit === null || undefined}>
        <i style={{ width: percentOf(shareBetween(credit ?? 0, 0, 1)) }} />
        <b style={{ left: percentOf(CREDIT_MAX) }} title="No layer earns more than 90 %" />
      </span>
      <span className={credit ? "text-right" : "text-right text-3"}>
        {credit === null ? "? unknown" : creditWords}
      </span>
      {detail && <span className="layer-detail">{detail}</span>}
    </li>
  );
}
