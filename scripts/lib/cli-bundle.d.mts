export const cliFile: string;
export function ensureCli(): Promise<void>;
