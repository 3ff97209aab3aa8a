import { expect, it } from 'vitest';
import { toyApi } from '../../test/toy-api.ts';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import { createSidecar } from './create-sidecar.ts';

const ada = { auth: 'token', fields: { token: 'token-of-ada' } } as const;

/** A store that is slow to read, and knows how often it was read. */
function slowStore() {
  const inner = memoryStore();
  let readings = 0;
  const store: Store = {
    ...inner,
    get: async (key) => {
      readings += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return inner.get(key);
    },
  };
  return { store, readings: () => readings };
}

it('has told every state, and reads the store no more, once a sidecar was closed', async () => {
  const api = await toyApi();
  const { store, readings } = slowStore();
  const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store });
  const states: string[] = [];
  sidecar.on('status', ({ state }) => states.push(state));
  await sidecar.connect('notes', ada);
  await sidecar.close();
  const before = readings();
  expect(states.at(-1)).toBe('connected');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(readings()).toBe(before);
});

it('reads nothing where nobody listens', async () => {
  const api = await toyApi();
  const connect = async (listens: boolean) => {
    const { store, readings } = slowStore();
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store });
    if (listens) sidecar.on('status', () => undefined);
    await sidecar.connect('notes', ada);
    await sidecar.close();
    return readings();
  };
  expect(await connect(false)).toBeLessThan(await connect(true));
});
