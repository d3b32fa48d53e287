/** Opens a connection, gives it to `work` and closes it. */
export function withConnection<T>(
  url: string,
  work: (client: { query(sql: string, values?: unknown[]): Promise<unknown> }) => Promise<T>,
  variable?: string,
): Promise<T>;
