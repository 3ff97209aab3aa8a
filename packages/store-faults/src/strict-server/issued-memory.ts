import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Keeps what one authorization server has issued. A refresh token that was used counts as used after `graceMs`: a repeat within
 * that time is answered with further tokens, as servers do that forgive a lost answer.
 */
export class IssuedMemory {
  readonly #entries = new Map<string, AdapterPayload>();
  readonly #usedAt = new Map<string, number>();
  readonly #graceMs: number;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** The store of one model, in the form that oidc-provider asks for. */
  adapter(model: string): Adapter {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload) => void this.#entries.set(keyOf(id), payload),
      find: async (id) => this.#find(keyOf(id)),
      // Sessions and device codes are not used here.
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      destroy: async (id) => void this.#entries.delete(keyOf(id)),
      consume: async (id) => {
        const key = keyOf(id);
        if (!this.#usedAt.has(key)) this.#usedAt.set(key, performance.now());
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of this.#entries)
          if (key.startsWith(keyOf('')) && payload.grantId === grantId) this.#entries.delete(key);
      },
    };
  }

  #find(key: string): AdapterPayload | undefined {
    const payload = this.#entries.get(key);
    const usedAt = this.#usedAt.get(key);
    if (!payload || usedAt === undefined || performance.now() - usedAt < this.#graceMs) return payload;
    return { ...payload, consumed: Math.floor(Date.now() / 1000) };
  }
}
