import type { Mechanism } from "./mechanism";
import type { PropertyDefinition } from "./property";
import type { Rule } from "./rule";
import type { Threat } from "./threat";

/** Everything of the catalogue that the numbers of a system are computed with. */
export interface ModelCatalogue {
  /** SHA-256 over the data files, so that a recorded number can say what it was made with. */
  readonly hash: string;
  readonly versions: {
    readonly attack: string;
    readonly cwe: string;
    readonly d3fend: string;
    readonly nist80053: string;
  };
  readonly threats: readonly Threat[];
  readonly mechanisms: readonly Mechanism[];
  readonly properties: readonly PropertyDefinition[];
  readonly rules: readonly Rule[];
}
