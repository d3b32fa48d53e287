import type { Stride } from "../catalogue/threat";
import type { ControlFunction, Layer } from "./vocabulary";

export const LAYER_WORD: Readonly<Record<Layer, string>> = {
  network: "Network",
  application: "Application",
  data: "Data",
  operations: "Operations",
};

export const FUNCTION_WORD: Readonly<Record<ControlFunction, string>> = {
  prevent: "Prevents",
  detect: "Detects",
  respond: "Responds",
};

export const STRIDE_WORD: Readonly<Record<Stride, string>> = {
  S: "Spoofing",
  T: "Tampering",
  R: "Repudiation",
  I: "Information disclosure",
  D: "Denial of service",
  E: "Elevation of privilege",
};
