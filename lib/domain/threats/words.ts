import type { Stride } from "../catalogue/threat";
import type { ControlFunction, Layer, Strength } from "./vocabulary";

/** Layers of defence as screens call them. */
export const LAYER_WORD: Readonly<Record<Layer, string>> = {
  network: "Network",
  application: "Application",
  data: "Data",
  operations: "Operations",
};

/** What a mechanism does about a threat. */
export const FUNCTION_WORD: Readonly<Record<ControlFunction, string>> = {
  prevent: "Prevents",
  detect: "Detects",
  respond: "Responds",
};

/** Kinds of threat. Source: STRIDE (Kohnfelder and Garg 1999). */
export const STRIDE_WORD: Readonly<Record<Stride, string>> = {
  S: "Spoofing",
  T: "Tampering",
  R: "Repudiation",
  I: "Information disclosure",
  D: "Denial of service",
  E: "Elevation of privilege",
};

/** How strong a mechanism is against a threat, as in "strength 2 of 3, partial". */
export const STRENGTH_WORD: Readonly<Record<Strength, string>> = {
  0: "no effect",
  1: "weak",
  2: "partial",
  3: "strong",
};
