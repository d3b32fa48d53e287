import type { ElementKind } from "@/lib/domain/architecture/element";
import type { FormKind } from "@/lib/features/architecture/present";

/** Kinds of elements in the words of headings and buttons. */
export const KIND_WORD: Readonly<Record<FormKind, string>> = {
  zone: "zone",
  component: "component",
  flow: "flow",
  path: "request path",
  system: "whole system",
};

/** Percentiles that a budget can be meant for, as probabilities. */
export const PERCENTILES = [
  ["0.5", "p50, every second request"],
  ["0.9", "p90"],
  ["0.95", "p95, 19 of 20 requests"],
  ["0.99", "p99"],
  ["0.999", "p99.9"],
] as const;

/** What is written in front of the names of an element's fields in the form of a batch. */
export const FIRST_ELEMENT = "elements.0.";

/** Kinds of all elements, where one stands for itself. */
export const ELEMENT_WORD: Readonly<Record<ElementKind, string>> = {
  system: "Whole system",
  zone: "Zone",
  component: "Component",
  flow: "Flow",
  path: "Request path",
  control: "Control",
  "loss-scenario": "Loss scenario",
  "stated-threat": "Stated threat",
  asset: "Asset",
};
