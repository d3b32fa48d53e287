/** The texts of the three data files. */
export interface CatalogueTexts {
  readonly threats: string;
  readonly mechanisms: string;
  readonly rules: string;
}

/** Reports something wrong at a place of a file. */
export type Report = (file: keyof CatalogueTexts, path: readonly PropertyKey[], message: string) => void;
