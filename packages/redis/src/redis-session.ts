import type { Redis } from 'ioredis';
import { checkEviction, lacksAppendOnlyFile } from './check-server.ts';
import { closedStore } from './closed-store.ts';
import { lostData } from './lost-data.ts';
import type { LuaScript } from './lua-script.ts';
import { missingStore } from './missing-store.ts';
import { openClient } from './open-client.ts';
import { RedisLink } from './redis-link.ts';
import type { CheckedOptions } from './redis-store-options.ts';
import { openScript } from './scripts/open-script.ts';

/** The store as it was found behind one connection. */
interface FoundStore {
  readonly id: string;
  readonly timesReady: number;
}

interface Link {
  readonly link: RedisLink;
  /** The client, if it is to be ended with the store. */
  readonly own?: Redis;
}

/** One store in Redis, from the first operation to `close`. It remembers the store's id, so that another store is never taken for it. */
export class RedisSession {
  readonly #options: CheckedOptions;
  #linking: Promise<Link> | undefined;
  #finding: Promise<FoundStore> | undefined;
  #knownId: string | undefined;
  #hasWarned = false;
  #isClosed = false;

  constructor(options: CheckedOptions) {
    this.#options = options;
  }

  /** The name of the index, or of the record of a key. The braces keep all names of a prefix on one node of a cluster. */
  nameOf(key?: string): string {
    const index = `{${this.#options.prefix}}`;
    return key === undefined ? index : `${index}:${key}`;
  }

  /** Runs a script on the index and the record of a key, and answers the texts that it says. */
  async run(
    script: LuaScript,
    key: string | undefined,
    values: readonly string[],
  ): Promise<readonly unknown[]> {
    const { link } = await this.#link();
    const { id } = await this.#found(link);
    const names = key === undefined ? [this.nameOf()] : [this.nameOf(), this.nameOf(key)];
    const reply = words(await link.run(script, names, [id, ...values]));
    if (reply[0] === 'lost') throw lostData(this.#options.prefix);
    return reply;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const linking = this.#linking;
    this.#linking = undefined;
    this.#finding = undefined;
    if (!linking) return;
    const { link, own } = await linking;
    link.leave();
    own?.disconnect();
  }

  async #link(): Promise<Link> {
    if (this.#isClosed) throw closedStore();
    this.#linking ??= this.#makeLink().catch((error: unknown) => {
      this.#linking = undefined;
      throw error;
    });
    return this.#linking;
  }

  async #makeLink(): Promise<Link> {
    const { place, timeoutMs } = this.#options;
    if ('client' in place) return { link: new RedisLink(place.client, timeoutMs) };
    const own = await openClient(place.url, timeoutMs);
    return { link: new RedisLink(own, timeoutMs), own };
  }

  async #found(link: RedisLink): Promise<FoundStore> {
    this.#finding ??= this.#find(link);
    const finding = this.#finding;
    try {
      const found = await finding;
      if (found.timesReady === link.timesReady) return found;
    } catch (error) {
      if (this.#finding === finding) this.#finding = undefined;
      throw error;
    }
    if (this.#finding === finding) this.#finding = undefined;
    return this.#found(link);
  }

  async #find(link: RedisLink): Promise<FoundStore> {
    const { mayCreate, prefix } = this.#options;
    const { timesReady } = link;
    const newId = mayCreate && this.#knownId === undefined ? crypto.randomUUID() : '';
    const [outcome, id, info] = words(await link.run(openScript, [this.nameOf()], [newId]));
    if (outcome !== 'open' || typeof id !== 'string' || typeof info !== 'string')
      throw this.#knownId === undefined ? missingStore(prefix) : lostData(prefix);
    if (this.#knownId !== undefined && id !== this.#knownId) throw lostData(prefix);
    checkEviction(info);
    this.#knownId = id;
    if (lacksAppendOnlyFile(info)) this.#warn();
    return { id, timesReady };
  }

  #warn(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    process.emitWarning(
      'This Redis keeps no append-only file: what it holds of your users is lost when it stops. Set appendonly to yes.',
      { code: 'SIDECAR_REDIS_NOT_DURABLE' },
    );
  }
}

function words(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}
