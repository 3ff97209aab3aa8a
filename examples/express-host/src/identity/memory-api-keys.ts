import type { ApiKeys } from './api-keys.ts';
import { newApiKey } from './new-api-key.ts';
import { secretHash } from './secret-hash.ts';

/** The API keys of a host that is one process. */
export class MemoryApiKeys implements ApiKeys {
  readonly #users = new Map<string, string>();

  async create(user: string): Promise<string> {
    for (const [hash, owner] of this.#users) if (owner === user) this.#users.delete(hash);
    const key = newApiKey();
    this.#users.set(secretHash(key), user);
    return key;
  }

  async userOf(key: string): Promise<string | undefined> {
    return this.#users.get(secretHash(key));
  }
}
