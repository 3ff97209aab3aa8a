import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { SidecarError, type Store, type StoredValue } from '@sidecar/core';
import type { Address } from '../src/index.ts';
import type { EntryOrder } from './entry-order.ts';

/** A store over an entry server; every operation is a connection of its own. */
export function openEntryStore({ host, port }: Address): Store {
  async function ask<Answer>(order: EntryOrder): Promise<Answer> {
    const socket = connect(port, host);
    socket.write(`${JSON.stringify(order)}\n`);
    try {
      return JSON.parse(await text(socket))[0];
    } catch (cause) {
      throw new SidecarError('store_failed', 'The entry server does not answer.', { retryable: true, cause });
    }
  }

  return {
    get: async (key) => (await ask<StoredValue | null>({ order: 'get', key })) ?? undefined,
    set: async (key, value, replaces) => {
      const version = crypto.randomUUID();
      return (await ask<boolean>({ order: 'set', key, value, version, replaces })) ? version : undefined;
    },
    delete: (key, version) => ask({ order: 'delete', key, version }),
    list: (prefix, after) => ask({ order: 'list', prefix, after }),
  };
}
