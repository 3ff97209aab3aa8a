import { createHash, randomBytes } from 'node:crypto';

/** One API key for each user, of which only a hash is kept; a new one replaces the old one. */
export class ApiKeys {
  readonly #users = new Map<string, string>();

  /** Makes a key. It is shown to its user once and known nowhere afterwards. */
  create(user: string): string {
    for (const [hash, owner] of this.#users) if (owner === user) this.#users.delete(hash);
    const key = `host_${randomBytes(32).toString('base64url')}`;
    this.#users.set(hashOf(key), user);
    return key;
  }

  /** Whose key it is. Looking up by hash gives nothing away about keys that are almost right. */
  userOf(key: string): string | undefined {
    return this.#users.get(hashOf(key));
  }
}

/** A fast hash is enough for a key of 256 random bits. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
