export function ensureThreads(): Promise<void>;
