import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Keeps what the authorization server knows. Its own memory adapter drops the oldest entries beyond a thousand,
 * which would kill tokens that the herd still holds.
 */
export class MapAdapter implements Adapter {
  static readonly #entries = new Map<string, AdapterPayload>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MapAdapter.#entries.set(this.#key(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return MapAdapter.#entries.get(this.#key(id));
  }

  async consume(id: string): Promise<void> {
    const payload = MapAdapter.#entries.get(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    MapAdapter.#entries.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of MapAdapter.#entries)
      if (payload.grantId === grantId) MapAdapter.#entries.delete(key);
  }

  /** Sessions and device codes are not used here. */
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }
}
