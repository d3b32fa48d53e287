/** Words of threats and protections, in the order in which screens list them. */

/** Layers of defence, from outside to inside. */
export const LAYERS = ["network", "application", "data", "operations"] as const;
export type Layer = (typeof LAYERS)[number];

/** What a mechanism does about a threat: prevent acts on its rate, detect and respond on its loss. */
export const CONTROL_FUNCTIONS = ["prevent", "detect", "respond"] as const;
export type ControlFunction = (typeof CONTROL_FUNCTIONS)[number];

/** How strong a mechanism is against a threat: none, weak, partial, strong. */
export const STRENGTHS = [0, 1, 2, 3] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Five steps from 1 (lowest) to 5, of likelihood, impact and level. */
export const BAND_STEPS = [1, 2, 3, 4, 5] as const;
export type BandStep = (typeof BAND_STEPS)[number];
