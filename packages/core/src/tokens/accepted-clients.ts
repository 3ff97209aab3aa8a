/** What this process knows of the clients that it presents to providers, by their hold keys. */
export class AcceptedClients {
  readonly #accepted = new Set<string>();
  readonly #presenting = new Map<string, Promise<void>>();

  /** Whether the provider has accepted the client. */
  has(client: string): boolean {
    return this.#accepted.has(client);
  }

  add(client: string): void {
    this.#accepted.add(client);
  }

  delete(client: string): void {
    this.#accepted.delete(client);
  }

  /** Settles when the connection that is presenting the client now has its answer; undefined where none is. */
  presenting(client: string): Promise<void> | undefined {
    return this.#presenting.get(client);
  }

  /** Lets the other connections of this process wait for the work that presents the client. */
  async present<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
    const result = work();
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#presenting.set(client, settled);
    try {
      return await result;
    } finally {
      this.#presenting.delete(client);
    }
  }
}
