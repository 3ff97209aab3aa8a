import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { LoopbackServer } from '../../test/serve.ts';
import { toyApi } from '../../test/toy-api.ts';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { bearerToken } from '../auth/typed.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { createSidecar } from './create-sidecar.ts';

let api: LoopbackServer;
beforeEach(async () => {
  api = await toyApi();
});

const tokenOf = (person: string) => ({ auth: 'token', fields: { token: `token-of-${person}` } }) as const;
const one = (differences: Parameters<typeof toyPlugin>[1] = {}) =>
  createSidecar({ plugins: [toyPlugin(api.origin, differences)], store: memoryStore() });

describe('users', () => {
  it('see only their own connections, whatever they are called', async () => {
    const host = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore(), users: 'many' });
    const names = ['a', 'ab', 'a/b', 'a%2Fb', '__proto__', '\u00C5', 'A\u030A', ' '];
    const people = ['ada', 'grace', 'mary', 'edith', 'emmy', 'lise', 'sofia', 'hedy'];
    for (const [index, name] of names.entries())
      await host.forUser(name).connect('notes', tokenOf(people[index] ?? ''));
    for (const [index, name] of names.entries()) {
      expect(await host.forUser(name).run('notes_list', {})).toMatchObject({
        notes: [`a note of ${people[index]}`],
      });
      expect(await host.forUser(name).statuses()).toHaveLength(1);
    }
    await host.forUser('a').disconnect('notes');
    expect(await host.forUser('ab').status('notes')).toMatchObject({ state: 'connected' });
    expect(await host.forUser('a').status('notes')).toMatchObject({ state: 'disconnected' });
  });

  it('have to be named', () => {
    const host = createSidecar({ plugins: [], store: memoryStore(), users: 'many' });
    expect(() => host.forUser('')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => host.forUser(undefined as never)).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
    expect('run' in host).toBe(false);
  });
});

describe('accounts', () => {
  it('are chosen by label, and need none while there is one or one is called default', async () => {
    const sidecar = one();
    await sidecar.connect('notes', { ...tokenOf('ada'), account: 'work' });
    expect(await sidecar.run('notes_list', {})).toMatchObject({ notes: ['a note of ada'] });
    expect(await sidecar.connection('notes').getAccessToken()).toBe('token-of-ada');
    await sidecar.connect('notes', { ...tokenOf('grace'), account: 'home' });
    await expect(sidecar.run('notes_list', {})).rejects.toMatchObject({
      code: 'invalid_input',
      nextAction: 'Give one of the accounts: home, work.',
    });
    await expect(sidecar.run('notes_list', {}, { account: 'hame' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await sidecar.run('notes_list', {}, { account: 'home' })).toMatchObject({
      notes: ['a note of grace'],
    });
    await sidecar.connect('notes', tokenOf('mary'));
    expect(await sidecar.run('notes_list', {})).toMatchObject({ notes: ['a note of mary'] });
    expect(await sidecar.statuses()).toHaveLength(3);
  });

  it('are offered to a model as a choice only when there are several', async () => {
    const sidecar = one();
    await sidecar.connect('notes', tokenOf('ada'));
    const [single] = await sidecar.tools();
    expect(single?.inputSchema).toEqual({
      type: 'object',
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
        tags: { type: 'array', items: { type: 'string' } },
      },
      additionalProperties: false,
    });
    await sidecar.connect('notes', { ...tokenOf('grace'), account: 'home' });
    const [several] = await sidecar.tools();
    expect(several?.inputSchema).toMatchObject({ properties: { account: { enum: ['default', 'home'] } } });
    expect(await several?.execute({ account: 'home' })).toMatchObject({ notes: ['a note of grace'] });
    expect(await several?.execute({})).toMatchObject({ notes: ['a note of ada'] });
    expect(() => several?.execute({ account: 7 })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });

  it('are not replaced by somebody else, and the old connection stays', async () => {
    const sidecar = one();
    await sidecar.connect('notes', tokenOf('ada'));
    await expect(sidecar.connect('notes', tokenOf('grace'))).rejects.toMatchObject({
      code: 'conflict',
      message:
        'Notes is connected as ada@notes.example, and this is grace@notes.example. The old connection was kept.',
    });
    expect(await sidecar.run('notes_list', {})).toMatchObject({ notes: ['a note of ada'] });
  });
});

describe('connecting', () => {
  it('says which field is wrong, and never what was typed', async () => {
    const failure = await one()
      .connect('notes', { auth: 'token', fields: { token: 'xx' } })
      .catch((error) => error);
    expect(failure).toMatchObject({ code: 'invalid_input', fields: [{ path: 'token' }] });
    expect(inspect(failure)).not.toContain("'xx'");
  });

  it('stores nothing that the provider refuses', async () => {
    const sidecar = one();
    await expect(
      sidecar.connect('notes', { auth: 'token', fields: { token: 'forged' } }),
    ).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(await sidecar.status('notes')).toMatchObject({ state: 'disconnected', enabled: false });
  });

  it('names the methods that there are when asked for another', async () => {
    await expect(one().connect('notes', { auth: 'magic' } as never)).rejects.toMatchObject({
      code: 'unknown_name',
      nextAction: 'Use one of: token, local.',
    });
    await expect(one().connect('nodes' as never, {} as never)).rejects.toMatchObject({
      code: 'unknown_name',
      nextAction: 'Use one of: notes.',
    });
  });

  it('switches the integration on, and tells the plugin', async () => {
    const onEnable = vi.fn(async () => undefined);
    const sidecar = one({ onEnable });
    await sidecar.connect('notes', tokenOf('ada'));
    expect(await sidecar.status('notes')).toMatchObject({
      enabled: true,
      authenticated: true,
      state: 'connected',
      identity: 'ada@notes.example',
    });
    expect(onEnable).toHaveBeenCalledExactlyOnceWith({
      integration: 'notes',
      user: 'default',
      settings: { greeting: 'hello' },
    });
  });
});

describe('a running call', () => {
  it('never changes account half-way', async () => {
    const sidecar = one();
    await sidecar.connect('notes', tokenOf('ada'));
    const { fetch } = sidecar.connection('notes');
    let pinned: typeof fetch | undefined;
    const spy = one({
      createClient: (context) => {
        pinned = context.fetch;
        return { fetch: context.fetch, madeFor: api.origin };
      },
    });
    await spy.connect('notes', tokenOf('ada'));
    await spy.run('notes_list', {});
    const clientOfAda = pinned;
    await spy.disconnect('notes');
    await spy.connect('notes', tokenOf('grace'));
    await expect(clientOfAda?.(`${api.origin}/notes`)).rejects.toMatchObject({
      code: 'conflict',
      retryable: true,
    });
    expect(await spy.run('notes_list', {})).toMatchObject({ notes: ['a note of grace'] });
  });
});

describe('settings', () => {
  it('are checked by the plugin, kept per user, and given to its client', async () => {
    const greetings: string[] = [];
    const sidecar = one({
      createClient: ({ fetch, settings }) => {
        greetings.push(settings.greeting);
        return { fetch, madeFor: api.origin };
      },
    });
    await sidecar.connect('notes', tokenOf('ada'));
    await expect(sidecar.configure('notes', { greeting: 7 })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'greeting' }],
    });
    await sidecar.configure('notes', { greeting: 'good morning' });
    await sidecar.run('notes_list', {});
    expect(greetings).toEqual(['hello', 'good morning']);
  });
});

describe('starting', () => {
  it('says in one line how everything is, and lets no broken integration stop another', async () => {
    const info = vi.fn();
    const logger = { debug() {}, info, warn() {}, error() {} };
    const memos = toyPlugin(api.origin, {
      id: 'memos',
      name: 'Memos',
      onStartup: async () => {
        throw new Error('no');
      },
    });
    const journal = { ...toyPlugin(api.origin), id: 'journal', name: 'Journal' } as const;
    const sidecar = createSidecar({
      plugins: [toyPlugin(api.origin), memos, journal],
      store: memoryStore(),
      logger,
    });
    await sidecar.connect('notes', tokenOf('ada'));
    await sidecar.connect('memos' as never, tokenOf('ada') as never);
    await sidecar.disable('journal');
    info.mockClear();
    const statuses = await sidecar.start();
    expect(info).toHaveBeenCalledExactlyOnceWith(
      'Integrations loaded: Notes (active), Memos (active), Journal (disabled)',
    );
    expect(statuses.map(({ state }) => state)).toEqual(['connected', 'connected', 'disabled']);
  });

  it('touches only the users that it is given', async () => {
    const host = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore(), users: 'many' });
    await host.forUser('ada').connect('notes', tokenOf('ada'));
    expect(await host.start()).toEqual([]);
    expect(await host.start({ users: ['ada'] })).toHaveLength(1);
  });
});

describe('verifying', () => {
  it('asks the provider, and reports a connection that answers as somebody else', async () => {
    let person = 'ada';
    const sidecar = one({ identify: async () => ({ id: person, label: person }) });
    await sidecar.connect('notes', tokenOf('ada'));
    expect(await sidecar.verify('notes')).toMatchObject({ state: 'connected', identity: 'ada' });
    person = 'grace';
    await expect(sidecar.verify('notes')).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('details of a status', () => {
  it('come from the plugin, and their failure is no state', async () => {
    const getStatus = vi.fn(async () => ({ unread: 3 }));
    const sidecar = one({ getStatus });
    await sidecar.connect('notes', tokenOf('ada'));
    expect(await sidecar.status('notes')).toMatchObject({ state: 'connected', details: { unread: 3 } });
    getStatus.mockRejectedValueOnce(new Error('down'));
    const status = await sidecar.status('notes');
    expect(status).toMatchObject({ state: 'connected' });
    expect(status.details).toBeUndefined();
  });
});

describe('plugins', () => {
  it.each([
    ['two of one id', () => [toyPlugin(api.origin), toyPlugin(api.origin)], 'conflict'],
    [
      'one of another specification',
      () => [{ ...toyPlugin(api.origin), specificationVersion: 'v2' as never }],
      'not_supported',
    ],
    ['one with an id that is no id', () => [toyPlugin(api.origin, { id: '../notes' })], 'invalid_input'],
  ])('are refused: %s', (_what, plugins, code) => {
    expect(() => createSidecar({ plugins: plugins(), store: memoryStore() })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('what is handed out', () => {
  it('shows no credential to whoever prints it', async () => {
    const store = memoryStore();
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store });
    await sidecar.connect('notes', tokenOf('ada'));
    const handle = sidecar.connection('notes');
    const shown = [
      sidecar,
      store,
      handle,
      await handle.info(),
      await sidecar.statuses(),
      await sidecar.tools(),
      await sidecar.describe(),
    ]
      .map((value) => inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value))
      .join('\n');
    expect(shown).not.toContain('token-of-ada');
  });
});

it('describes to a model what is connected and what a person has to do first', async () => {
  const sidecar = createSidecar({
    plugins: [toyPlugin(api.origin), { ...toyPlugin(api.origin), id: 'memos', name: 'Memos' } as const],
    store: memoryStore(),
  });
  await sidecar.connect('notes', tokenOf('ada'));
  expect(await sidecar.describe()).toBe(
    [
      'Integrations of this user:',
      '- Notes: connected as ada@notes.example',
      '  - notes_notes_list (read): List notes.',
      '  - notes_note_write (write): Write a note.',
      '- Memos: disconnected. Connect Memos.',
    ].join('\n'),
  );
});

it('names the page on which a person can end a typed token, which a disconnect cannot', async () => {
  const manualUrl = 'https://notes.example/tokens';
  const token = bearerToken({
    fields: z.strictObject({ token: z.string() }),
    token: (fields) => fields.token,
    manualUrl,
  });
  const plugin = toyPlugin(api.origin, { auth: { token } });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  await sidecar.connect('notes', tokenOf('ada'));
  expect(await sidecar.disconnect('notes')).toEqual({ revoked: false, alsoAffects: [], manualUrl });
});

it('tells listeners when a connection comes and goes', async () => {
  const states: string[] = [];
  const sidecar = one();
  sidecar.on('status', ({ state }) => states.push(state));
  await sidecar.connect('notes', tokenOf('ada'));
  await vi.waitFor(() => expect(states).toEqual(['connected']));
  await sidecar.disconnect('notes');
  await vi.waitFor(() => expect(states).toEqual(['connected', 'disconnected']));
});
