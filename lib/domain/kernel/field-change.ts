/** One field of a thing before and after, ready to be read: values are words, not codes or ids. */
export type FieldChange = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};
