import { SidecarError } from '../errors.ts';
import { parseJson } from '../http/read-text.ts';
import type { Store } from '../storage/store.ts';
import { type ConnectionKey, connectionLabel, recordKey } from './connection-key.ts';
import { type TokenRecord, tokenRecord } from './token-record.ts';

/** A record and the version under which it is stored. */
export interface Snapshot {
  readonly record: TokenRecord;
  readonly version: string;
}

/** Reads and writes records; whatever the store throws comes out as a SidecarError. */
export class RecordStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Undefined when there is no such connection. */
  async read(key: ConnectionKey): Promise<Snapshot | undefined> {
    const stored = await this.#attempt(key, 'read', () => this.#store.get(recordKey(key)));
    if (!stored) return undefined;
    const parsed = tokenRecord().safeParse(parseJson(stored.value));
    if (!parsed.success) {
      throw new SidecarError('store_corrupt', `The stored connection to ${key.integration} cannot be read.`, {
        integration: key.integration,
        connection: connectionLabel(key),
        nextAction: `Restore it from a backup, or disconnect ${key.integration} and connect it again.`,
      });
    }
    return { record: parsed.data, version: stored.version };
  }

  /** Whether there is a record, readable or not. */
  async exists(key: ConnectionKey): Promise<boolean> {
    return (await this.#attempt(key, 'read', () => this.#store.get(recordKey(key)))) !== undefined;
  }

  /** Compare and set; undefined when someone else was faster. */
  async write(
    key: ConnectionKey,
    record: TokenRecord,
    replaces: string | undefined,
  ): Promise<Snapshot | undefined> {
    const value = JSON.stringify(record);
    const version = await this.#attempt(key, 'save', () => this.#store.set(recordKey(key), value, replaces));
    return version === undefined ? undefined : { record, version };
  }

  /** Deletes that version. */
  async remove(key: ConnectionKey, version: string): Promise<boolean> {
    return this.#attempt(key, 'delete', () => this.#store.delete(recordKey(key), version));
  }

  /** Deletes what is there, read or not: for a record that is corrupt, too. */
  async removeUnread(key: ConnectionKey): Promise<void> {
    const stored = await this.#attempt(key, 'read', () => this.#store.get(recordKey(key)));
    if (stored) await this.remove(key, stored.version);
  }

  /** Every stored key below a prefix. */
  async *keys(prefix: string): AsyncGenerator<string> {
    let after: string | undefined;
    for (;;) {
      const page = await this.#store.list(prefix, after);
      yield* page;
      after = page.at(-1);
      if (after === undefined) return;
    }
  }

  async #attempt<T>(key: ConnectionKey, verb: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      if (SidecarError.isInstance(error)) throw error;
      throw new SidecarError(
        'store_failed',
        `Could not ${verb} the connection to ${key.integration}: the store failed.`,
        {
          integration: key.integration,
          connection: connectionLabel(key),
          nextAction: 'Check that the store can be reached and written, then try again.',
          cause: error,
        },
      );
    }
  }
}
