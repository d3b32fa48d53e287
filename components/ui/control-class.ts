/** Look of everything that is typed or picked in. */
export const CONTROL =
  "w-full min-w-0 rounded-md border border-strong bg-surface px-2 text-input text-text shadow-xs transition-colors duration-(--motion-fast) " +
  "enabled:hover:border-control aria-invalid:border-gap-line aria-invalid:ring-1 aria-invalid:ring-gap-line " +
  "[&[readonly]]:bg-surface-2 disabled:border-dashed disabled:bg-surface-2 disabled:text-3 disabled:shadow-none";
