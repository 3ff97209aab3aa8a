import { once } from 'node:events';
import { createServer } from 'node:net';
import type { StoredValue } from '@sidecar/core';
import type { Address } from '../src/index.ts';
import type { EntryOrder } from './entry-order.ts';

/** Entries in memory behind a socket: a line with an order, and a line with the answer. */
export interface EntryServer extends Address {
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startEntryServer(): Promise<EntryServer> {
  const entries = new Map<string, StoredValue>();
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      received += part;
      if (received.endsWith('\n')) socket.end(`${JSON.stringify([obey(entries, JSON.parse(received))])}\n`);
    });
    socket.on('end', () => socket.end());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    host: '127.0.0.1',
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      listener.close();
      await once(listener, 'close');
    },
  };
}

function obey(entries: Map<string, StoredValue>, order: EntryOrder): unknown {
  switch (order.order) {
    case 'get':
      return entries.get(order.key);
    case 'list':
      return [...entries.keys()]
        .filter((key) => key.startsWith(order.prefix) && key > (order.after ?? ''))
        .sort();
    case 'set':
      if (entries.get(order.key)?.version !== order.replaces) return false;
      entries.set(order.key, { value: order.value, version: order.version });
      return true;
    case 'delete':
      return entries.get(order.key)?.version === order.version && entries.delete(order.key);
  }
}
