import { describe, expect, it } from 'vitest';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { createSidecar } from './create-sidecar.ts';

const api = 'http://127.0.0.1:9';
const plugins = [toyPlugin(api)];

describe('createSidecar says what is wrong with its options', () => {
  it.each([
    ['nothing', undefined, 'createSidecar needs { plugins, store }.'],
    ['no plugins', { store: memoryStore() }, 'The plugins have to be a list'],
    ['no store', { plugins }, 'A store is missing'],
    ['a store that is a path', { plugins, store: './data' }, 'A store is missing'],
    ['a store without list', { plugins, store: { ...memoryStore(), list: undefined } }, 'lacks list'],
    [
      'stores without one for tokens',
      { plugins, store: { config: memoryStore() } },
      'lack the one for tokens',
    ],
    [
      'a factory that was not called',
      { plugins: [toyPlugin], store: memoryStore() },
      '"toyPlugin" was not called',
    ],
    [
      'a plugin without tools',
      { plugins: [{ id: 'x', auth: {} }], store: memoryStore() },
      'lacks tools or auth',
    ],
    [
      'a tool that is none',
      { plugins: [toyPlugin(api, { tools: [null as never] })], store: memoryStore() },
      'has a tool that lacks',
    ],
    [
      'users that are no choice',
      { plugins, store: memoryStore(), users: 'lots' },
      "users has to be 'one' or 'many'",
    ],
    [
      'an approval that is no function',
      { plugins, store: memoryStore(), approve: 'yes' },
      'approve has to be a function',
    ],
    ['a fetch that is none', { plugins, store: memoryStore(), fetch: {} }, 'fetch has to be a function'],
    [
      'a clock without time',
      { plugins, store: memoryStore(), clock: { now: Date.now } },
      'The clock lacks monotonic, sleep.',
    ],
    [
      'a logger that is a function',
      { plugins, store: memoryStore(), logger: console.log },
      'The logger has none of debug, info, warn, error.',
    ],
  ])('when it gets %s', (_what, options, message) => {
    const attempt = () => createSidecar(options as never);
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(attempt).toThrow(message);
  });
});

describe('a sidecar says what is wrong with what it is asked', () => {
  const sidecar = createSidecar({ plugins, store: memoryStore() });

  it.each([
    ['connect without options', () => sidecar.connect('notes', undefined as never)],
    [
      'a callback without its proof',
      () => sidecar.handleCallback('https://host.example/callback?state=a&code=b', undefined as never),
    ],
    ['a flow without an address', () => sidecar.startAuthFlow('notes', undefined as never)],
    ['an account that is a number', () => sidecar.status('notes', 5 as never)],
    ['a tool without a name', () => sidecar.run(undefined as never, {} as never)],
    ['a signal that is none', () => sidecar.run('notes_list', {}, { signal: 5 as never })],
    [
      'an account without a visible letter',
      () => sidecar.connect('notes', { auth: 'token', fields: { token: 'abc' }, account: ' \0' }),
    ],
    ['users that are a text', () => sidecar.start({ users: 'ada' as never })],
  ])('%s', async (_what, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'SidecarError', message: expect.any(String) });
  });

  it('an event that there is not', () => {
    expect(() => sidecar.on('nope' as never, () => undefined)).toThrow(
      expect.objectContaining({ code: 'unknown_name' }),
    );
  });
});
