/** A fixed instant, so that the kit looks the same every day. */
export const KIT_NOW_MS = Date.UTC(2026, 10, 18, 14, 6, 0);
