import { SidecarError } from '../errors.ts';
import { parseJson } from '../http/read-text.ts';
import { guardedStore } from '../storage/guarded-store.ts';
import { innermostStore } from '../storage/inner-store.ts';
import type { Store } from '../storage/store.ts';
import { type ConnectionKey, connectionLabel, recordKey } from './connection-key.ts';
import { type TokenRecord, tokenRecord } from './token-record.ts';

/** A record and the version under which it is stored. */
export interface Snapshot {
  readonly record: TokenRecord;
  readonly version: string;
}

/** Reads and writes records of connections. */
export class RecordStore {
  readonly #store: Store;
  /** The same store below all sealing, where a record that cannot be opened still has a version. */
  readonly #unopened: Store;

  constructor(store: Store) {
    this.#store = guardedStore(store);
    this.#unopened = guardedStore(innermostStore(store));
  }

  /** Undefined when there is no such connection. */
  async read(key: ConnectionKey): Promise<Snapshot | undefined> {
    const stored = await this.#store.get(recordKey(key));
    if (!stored) return undefined;
    const parsed = tokenRecord().safeParse(parseJson(stored.value));
    if (parsed.success) return { record: parsed.data, version: stored.version };
    throw new SidecarError('store_corrupt', `The stored connection to ${key.integration} cannot be read.`, {
      integration: key.integration,
      connection: connectionLabel(key),
      nextAction: `Restore it from a backup, or disconnect ${key.integration} and connect it again.`,
    });
  }

  /** Whether there is a record, readable or not. */
  async exists(key: ConnectionKey): Promise<boolean> {
    return (await this.#unopened.get(recordKey(key))) !== undefined;
  }

  /** Compare and set; undefined when someone else was faster. What could not be read again is not written. */
  async write(
    key: ConnectionKey,
    record: TokenRecord,
    replaces: string | undefined,
  ): Promise<Snapshot | undefined> {
    const value = JSON.stringify(record);
    if (!tokenRecord().safeParse(JSON.parse(value)).success) {
      throw new SidecarError(
        'internal',
        `The connection to ${key.integration} has a form that cannot be stored.`,
        {
          integration: key.integration,
          connection: connectionLabel(key),
        },
      );
    }
    const version = await this.#store.set(recordKey(key), value, replaces);
    return version === undefined ? undefined : { record, version };
  }

  /** Deletes that version. */
  async remove(key: ConnectionKey, version: string): Promise<boolean> {
    return this.#store.delete(recordKey(key), version);
  }

  /** Deletes what is there without opening it: for a record that cannot be read any more. */
  async removeUnread(key: ConnectionKey): Promise<void> {
    const stored = await this.#unopened.get(recordKey(key));
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
}
