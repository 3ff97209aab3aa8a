/** A statement with its values, as `pg` takes it. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** What is used of a connection of a `pg` pool. */
export interface PostgresClient {
  query(statement: {
    text: string;
    values?: unknown[];
  }): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  /** Back to the pool, or away when it is broken. */
  release(isBroken?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** What is used of a `pg` pool; every `Pool` of `pg` is one. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  listenerCount(event: 'error'): number;
}
