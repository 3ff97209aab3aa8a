import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';

const sweepEvery = 500;
const grantSchema = z.object({ scope: z.string() });

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds since the epoch; `Infinity` when it does not expire. */
  readonly forgetAt: number;
}

/** Everything that one authorization server has issued, in memory and open to inspection by the API beside it. */
export class TokenMemory {
  readonly #models = new Map<string, Map<string, Entry>>();
  #writes = 0;

  /** The store of one model, in the form that oidc-provider asks for. */
  adapter(model: string): Adapter {
    const entries = this.#entries(model);
    const find = (id: string) => entries.get(id)?.payload;
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      [...entries.values()].find(({ payload }) => payload[field] === value)?.payload;
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        const forgetAt = expiresInSeconds ? Date.now() + expiresInSeconds * 1000 : Number.POSITIVE_INFINITY;
        entries.set(id, { payload, forgetAt });
        this.#sweep();
      },
      find: async (id) => find(id),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('userCode', userCode),
      destroy: async (id) => {
        entries.delete(id);
      },
      consume: async (id) => {
        const payload = find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      revokeByGrantId: async (grantId) => this.#forget(entries, (payload) => payload.grantId === grantId),
    };
  }

  /** Makes every access token of one account, or of all, expired now. */
  expireAccessTokens(accountId?: string): void {
    for (const { payload } of this.#entries('AccessToken').values()) {
      if (accountId === undefined || payload.accountId === accountId) payload.exp = 1;
    }
  }

  /** Ends the access tokens of a grant but one. */
  endAccessTokens(grantId: string | undefined, exceptId: string): void {
    const entries = this.#entries('AccessToken');
    for (const [id, { payload }] of entries)
      if (payload.grantId === grantId && id !== exceptId) entries.delete(id);
  }

  /** Ends tokens with what renews them. */
  endTokens(matches: (token: AdapterPayload) => boolean): void {
    for (const model of ['AccessToken', 'RefreshToken']) this.#forget(this.#entries(model), matches);
  }

  /** Ends one access token. */
  endAccessToken(id: string): void {
    this.#entries('AccessToken').delete(id);
  }

  /** Ends grants with every token that hangs on them; returns the ids of those grants. */
  revokeGrants(matches: (grant: AdapterPayload) => boolean): string[] {
    const grants = this.#entries('Grant');
    const revoked = [...grants].filter(([, { payload }]) => matches(payload)).map(([id]) => id);
    const ids = new Set(revoked);
    for (const id of revoked) grants.delete(id);
    for (const entries of this.#models.values()) {
      this.#forget(entries, ({ grantId }) => grantId !== undefined && ids.has(grantId));
    }
    return revoked;
  }

  /** Everything that a person has granted a client so far. */
  grantedScopes(accountId: string, clientId: string): string[] {
    const grants = [...this.#entries('Grant').values()].map(({ payload }) => payload);
    const own = grants.filter((grant) => grant.accountId === accountId && grant.clientId === clientId);
    const scopes = own.flatMap(({ openid }) => grantSchema.safeParse(openid).data?.scope.split(' ') ?? []);
    return [...new Set(scopes)];
  }

  /** The grant with this id, if it is still alive. */
  grant(id: string): AdapterPayload | undefined {
    return this.#entries('Grant').get(id)?.payload;
  }

  #entries(model: string): Map<string, Entry> {
    const known = this.#models.get(model);
    if (known) return known;
    const entries = new Map<string, Entry>();
    this.#models.set(model, entries);
    return entries;
  }

  #forget(entries: Map<string, Entry>, matches: (payload: AdapterPayload) => boolean): void {
    for (const [id, { payload }] of entries) if (matches(payload)) entries.delete(id);
  }

  #sweep(): void {
    this.#writes += 1;
    if (this.#writes % sweepEvery !== 0) return;
    const now = Date.now();
    for (const entries of this.#models.values()) {
      for (const [id, { forgetAt }] of entries) if (forgetAt < now) entries.delete(id);
    }
  }
}
