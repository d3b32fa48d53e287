import type { LatencyModel, Mechanism, MsPercentiles } from "@/lib/domain/catalogue/mechanism";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { Rule } from "@/lib/domain/catalogue/rule";
import type { DefaultLoss, StrengthRow, Threat } from "@/lib/domain/catalogue/threat";
import { mean } from "@/lib/domain/quantity/distribution";
import { distributionOf, type Quantity } from "@/lib/domain/quantity/quantity";
import { CONTROL_FUNCTIONS, type ControlFunction, LAYERS, type Layer } from "@/lib/domain/threats/vocabulary";

/** A link to an entry of the catalogue. */
export interface EntryLink {
  readonly href: string;
  readonly name: string;
}

/** Entries of one layer of defence. */
export interface LayerGroup<T> {
  readonly layer: Layer;
  readonly entries: readonly T[];
}

export interface ThreatLine {
  readonly threat: Threat;
  readonly href: string;
  readonly rules: number;
  /** Mechanisms with a strength above 0, by function. */
  readonly mechanisms: Readonly<Record<ControlFunction, number>>;
}

/** The list of threats by layer. */
export function presentThreats({ threats, rules }: ModelCatalogue): readonly LayerGroup<ThreatLine>[] {
  const countOf = (threat: Threat, wanted: ControlFunction) =>
    threat.strengths.filter((row) => row.function === wanted && row.strength > 0).length;
  return byLayer(threats).map(({ layer, entries }) => ({
    layer,
    entries: entries.map((threat) => ({
      threat,
      href: threatHref(threat.id),
      rules: rules.filter((rule) => rule.threat === threat.id).length,
      mechanisms: {
        prevent: countOf(threat, "prevent"),
        detect: countOf(threat, "detect"),
        respond: countOf(threat, "respond"),
      },
    })),
  }));
}

export interface MechanismLine {
  readonly mechanism: Mechanism;
  readonly href: string;
  /** Threats against which it has a strength above 0. */
  readonly threats: number;
  /** Controls of it that the reader can see. */
  readonly uses: number;
}

/** The list of mechanisms by layer. */
export function presentMechanisms(
  { mechanisms, threats }: ModelCatalogue,
  uses: readonly { readonly mechanism: string }[],
): readonly LayerGroup<MechanismLine>[] {
  return byLayer(mechanisms).map(({ layer, entries }) => ({
    layer,
    entries: entries.map((mechanism) => ({
      mechanism,
      href: mechanismHref(mechanism.id),
      threats: threats.filter(({ strengths }) =>
        strengths.some((row) => row.mechanism === mechanism.id && row.strength > 0),
      ).length,
      uses: uses.filter((use) => use.mechanism === mechanism.id).length,
    })),
  }));
}

/** One row of strength as a threat or a mechanism page lists it: `to` is what stands at the other end. */
export interface StrengthLine extends StrengthRow {
  readonly to: EntryLink;
}

export interface StrengthGroup {
  readonly function: ControlFunction;
  readonly rows: readonly StrengthLine[];
}

export interface RuleLine {
  readonly rule: Rule;
  /** The text with its placeholders as words. */
  readonly text: string;
  readonly answers: readonly EntryLink[];
}

/** What a threat page shows beside the threat itself. */
export interface ThreatView {
  readonly threat: Threat;
  readonly versions: ModelCatalogue["versions"];
  readonly strengths: readonly StrengthGroup[];
  readonly rules: readonly RuleLine[];
  readonly loss: readonly LossLine[];
  readonly variants: readonly { readonly when: string; readonly lines: readonly LossLine[] }[];
}

export function presentThreat(catalogue: ModelCatalogue, threat: Threat): ThreatView {
  const nameOf = namesOf(catalogue.mechanisms);
  const linkTo = (id: string): EntryLink => ({ href: mechanismHref(id), name: nameOf(id) });
  return {
    threat,
    versions: catalogue.versions,
    strengths: groupsOf(threat.strengths.map((row) => ({ ...row, to: linkTo(row.mechanism) }))),
    rules: catalogue.rules
      .filter((rule) => rule.threat === threat.id)
      .map((rule) => ({ rule, text: inWords(rule.text), answers: rule.answeredBy.map(linkTo) })),
    loss: linesOfLoss(threat.loss),
    variants: threat.lossVariants.map(({ when, loss }) => ({ when, lines: linesOfLoss(loss) })),
  };
}

/** A quantity of money or of events, with the mean, which is not its middle. */
export interface LossLine {
  readonly what: string;
  readonly unit: "per-year" | "money" | "share";
  readonly quantity: Quantity;
  readonly mean: number;
  readonly basis: string;
}

function linesOfLoss({
  ratePerYear,
  rateBasis,
  lossAmount,
  lossBasis,
  secondary,
}: DefaultLoss): readonly LossLine[] {
  const line = (what: string, unit: LossLine["unit"], quantity: Quantity, basis: string): LossLine => ({
    what,
    unit,
    quantity,
    mean: meanOf(quantity),
    basis,
  });
  const second = secondary
    ? [
        line(
          `Further loss, in ${Math.round(secondary.probability * 100)} of 100 events`,
          "money",
          secondary.lossAmount,
          secondary.basis,
        ),
      ]
    : [];
  return [
    line("Events per year", "per-year", ratePerYear, rateBasis),
    line("Loss of one event", "money", lossAmount, lossBasis),
    ...second,
  ];
}

/** What a mechanism page shows beside the mechanism itself. */
export interface MechanismView {
  readonly mechanism: Mechanism;
  readonly strengths: readonly StrengthGroup[];
  readonly requires: readonly EntryLink[];
  readonly requiresAny: readonly EntryLink[];
  readonly conflicts: readonly (EntryLink & { readonly why: string })[];
  readonly contains: readonly EntryLink[];
  readonly latency: readonly LatencyLine[];
  readonly costs: readonly LossLine[];
  /** Stated properties that claim it, as in "Flow: Encryption is tls". */
  readonly claimedBy: readonly string[];
}

export function presentMechanism(catalogue: ModelCatalogue, mechanism: Mechanism): MechanismView {
  const nameOf = namesOf(catalogue.mechanisms);
  const linkTo = (id: string): EntryLink => ({ href: mechanismHref(id), name: nameOf(id) });
  const { cost } = mechanism;
  const line = (what: string, quantity: Quantity, basis: string): LossLine => ({
    what,
    unit: "money",
    quantity,
    mean: meanOf(quantity),
    basis,
  });
  return {
    mechanism,
    strengths: groupsOf(
      catalogue.threats.flatMap((threat) =>
        threat.strengths
          .filter((row) => row.mechanism === mechanism.id)
          .map((row) => ({ ...row, to: { href: threatHref(threat.id), name: threat.name } })),
      ),
    ),
    requires: mechanism.requires.map(linkTo),
    requiresAny: mechanism.requiresAny.map(linkTo),
    conflicts: mechanism.conflicts.map(({ id, why }) => ({ ...linkTo(id), why })),
    contains: mechanism.latencyContains.map(linkTo),
    latency: [
      ...linesOfLatency("Usual", mechanism.latency, mechanism.latencyBasis),
      ...mechanism.latencyVariants.flatMap(({ name, latency, basis }) =>
        linesOfLatency(name, latency, basis),
      ),
    ],
    costs: [
      line("Once", cost.oneOffAmount, cost.oneOffBasis),
      line("Every year", cost.perYearAmount, cost.perYearBasis),
    ],
    claimedBy: claimsOf(catalogue, mechanism.id),
  };
}

/** Milliseconds of one case of a mechanism, as one hop of a request pays them. */
export interface LatencyLine extends MsPercentiles {
  readonly name: string;
  /** How often this case happens, and what the figure holds for. */
  readonly detail: string | null;
  readonly basis: string;
}

function linesOfLatency(name: string, latency: LatencyModel, basis: string): readonly LatencyLine[] {
  if (latency.kind === "none") return [];
  const trips =
    latency.roundTrips > 0
      ? `${latency.roundTrips} round trip${latency.roundTrips === 1 ? "" : "s"} of ${latency.msRoundTrip} ms inside`
      : null;
  if (latency.kind === "single") return [{ name, ...latency.single, detail: trips, basis }];
  const percent = (share: number) => `${Number((share * 100).toFixed(1))} of 100`;
  const miss = percent(1 - latency.hitProbability);
  return [
    { name: `${name}, hit`, ...latency.hit, detail: percent(latency.hitProbability), basis },
    { name: `${name}, miss`, ...latency.miss, detail: trips ? `${miss}, ${trips}` : miss, basis },
  ];
}

function claimsOf({ properties }: ModelCatalogue, mechanism: string): readonly string[] {
  return properties.flatMap(({ owner, label, shape, claims }) =>
    claims
      .filter(({ mechanisms }) => mechanisms.includes(mechanism))
      .map(({ values, atMost, atLeast }) => {
        const unit = shape.type === "number" && shape.unit ? ` ${shape.unit}` : "";
        const words = (values ?? []).map((value) =>
          typeof value === "boolean" ? (value ? "yes" : "no") : value,
        );
        const bound = atMost === undefined ? `at least ${atLeast}${unit}` : `at most ${atMost}${unit}`;
        return `${OWNER_WORD[owner]}, ${label}: ${values ? words.join(" or ") : bound}`;
      }),
  );
}

const OWNER_WORD = {
  flow: "Flow",
  component: "Component",
  zone: "Zone",
  path: "Request path",
  system: "System",
} as const;

/** Words in place of names that only a drawing has. */
const PLACEHOLDER_WORD: Readonly<Record<string, string>> = {
  flow: "the flow",
  source: "the sender",
  target: "the receiver",
  sourceZone: "the sender’s zone",
  targetZone: "the receiver’s zone",
  component: "the component",
  zone: "the zone",
  path: "the path",
  system: "the system",
};

function inWords(text: string): string {
  const words = text.replace(/\{(\w+)\}/g, (all, name: string) => PLACEHOLDER_WORD[name] ?? all);
  return words.replace(/(^|[.:] )(\w)/g, (_, before: string, letter: string) =>
    before.startsWith(":") ? before + letter : before + letter.toUpperCase(),
  );
}

const threatHref = (id: string): string => `/catalogue/threats/${id}`;
const mechanismHref = (id: string): string => `/catalogue/mechanisms/${id}`;

function namesOf(entries: readonly { readonly id: string; readonly name: string }[]): (id: string) => string {
  const names = new Map(entries.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function byLayer<T extends { readonly layer: Layer }>(entries: readonly T[]): readonly LayerGroup<T>[] {
  return LAYERS.map((layer) => ({ layer, entries: entries.filter((entry) => entry.layer === layer) })).filter(
    ({ entries: some }) => some.length > 0,
  );
}

/** By function, the strongest first. */
function groupsOf(rows: readonly StrengthLine[]): readonly StrengthGroup[] {
  return CONTROL_FUNCTIONS.map((wanted) => ({
    function: wanted,
    rows: rows.filter((row) => row.function === wanted).toSorted((a, b) => b.strength - a.strength),
  })).filter(({ rows: some }) => some.length > 0);
}

function meanOf(quantity: Quantity): number {
  const distribution = distributionOf(quantity);
  return distribution.ok ? mean(distribution.value) : quantity.p50;
}
