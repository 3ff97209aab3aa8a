import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { LoopbackServer } from '../../test/serve.ts';
import { toyApi } from '../../test/toy-api.ts';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { tool } from '../tool.ts';
import { createSidecar } from './create-sidecar.ts';

let api: LoopbackServer;
beforeEach(async () => {
  api = await toyApi();
});

const ada = { auth: 'token', fields: { token: 'token-of-ada' } } as const;

describe('a tool call', () => {
  it('finds the connection, parses the input, calls the API with the credential and answers the output', async () => {
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    await sidecar.connect('notes', ada);
    expect(await sidecar.run('notes_list', {})).toEqual({ notes: ['a note of ada'], asked: 10 });
    expect(await sidecar.run('notes.notes_list', { limit: 3 })).toMatchObject({ asked: 3 });
  });

  it('says which field of the input is wrong', async () => {
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    await sidecar.connect('notes', ada);
    await expect(sidecar.run('notes_list', { limit: 0, tags: [7 as never] })).rejects.toMatchObject({
      code: 'invalid_input',
      integration: 'notes',
      fields: [{ path: 'limit' }, { path: 'tags.0' }],
    });
    await expect(sidecar.run('notes_list', { limit: 1, extra: true } as never)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    for (const input of [undefined, null, 'text', 7, []]) {
      await expect(sidecar.run('notes_list', input as never)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    expect(api.seen.map(({ url }) => url)).toEqual(['/me']);
  });

  it('is refused with a remedy when nothing is connected, or what is connected was disabled', async () => {
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    await expect(sidecar.run('notes_list', {})).rejects.toMatchObject({
      code: 'not_connected',
      nextAction: 'Connect Notes.',
    });
    await sidecar.connect('notes', ada);
    await sidecar.disable('notes');
    await expect(sidecar.run('notes_list', {})).rejects.toMatchObject({
      code: 'disabled',
      nextAction: 'Enable Notes.',
    });
    await sidecar.enable('notes');
    await sidecar.run('notes_list', {});
  });

  it('suggests names when there is no such tool, and qualified ones when several integrations have it', async () => {
    const plugins = [
      toyPlugin(api.origin),
      { ...toyPlugin(api.origin), id: 'memos', name: 'Memos' } as const,
    ] as const;
    const sidecar = createSidecar({ plugins, store: memoryStore() });
    await expect(sidecar.run('notes_list' as never, {} as never)).rejects.toMatchObject({
      code: 'unknown_name',
      nextAction: 'Use one of: notes.notes_list, memos.notes_list.',
    });
    await expect(sidecar.run('note_wirte' as never, {} as never)).rejects.toMatchObject({
      code: 'unknown_name',
      nextAction: expect.stringContaining('notes_note_write'),
    });
    await sidecar.connect('memos', ada);
    expect(await sidecar.run('memos_notes_list', {})).toMatchObject({ notes: ['a note of ada'] });
  });

  it('does not exist under another auth method than the tool names', async () => {
    const sidecar = createSidecar({
      plugins: [toyPlugin(api.origin, { identify: undefined as never })],
      store: memoryStore(),
    });
    await sidecar.connect('notes', { auth: 'local' });
    await expect(sidecar.run('note_write', { text: 'x' })).rejects.toMatchObject({ code: 'not_supported' });
    expect((await sidecar.tools()).map(({ name }) => name)).toEqual(['notes_list']);
  });

  it('asks for approval before it writes, with the input that will be executed, and not before it reads', async () => {
    const approve = vi.fn(() => true);
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore(), approve });
    await sidecar.connect('notes', ada);
    await sidecar.run('notes_list', {});
    expect(approve).not.toHaveBeenCalled();
    await sidecar.run('note_write', { text: 'hello' });
    expect(approve).toHaveBeenCalledExactlyOnceWith({
      user: 'default',
      integration: 'notes',
      account: 'default',
      tool: 'notes.note_write',
      effect: 'write',
      input: { text: 'hello', to: [] },
    });
  });

  it('executes nothing that was not approved, and nothing that was changed after approval', async () => {
    const executed: unknown[] = [];
    const spy = tool({
      name: 'note_write',
      description: 'Write.',
      effect: 'write',
      input: z.strictObject({ text: z.string(), to: z.array(z.string()) }),
      output: z.object({}),
      execute: async (input) => {
        executed.push(input);
        return {};
      },
    });
    let approved = false;
    const sidecar = createSidecar({
      plugins: [toyPlugin(api.origin, { tools: [spy] })],
      store: memoryStore(),
      approve: ({ input }) => {
        expect(() => (input as { to: string[] }).to.push('mallory')).toThrow(TypeError);
        return approved;
      },
    });
    await sidecar.connect('notes', ada);
    const call = () => sidecar.run('notes.note_write' as never, { text: 'x', to: ['grace'] } as never);
    await expect(call()).rejects.toMatchObject({ code: 'approval_denied' });
    approved = true;
    await call();
    expect(executed).toEqual([{ text: 'x', to: ['grace'] }]);
  });

  it('turns whatever a plugin throws or answers into a SidecarError', async () => {
    const broken = (name: string, execute: () => Promise<never>) =>
      tool({
        name,
        description: '',
        effect: 'read',
        input: z.strictObject({}),
        output: z.object({ ok: z.literal(true) }),
        execute,
      });
    const plugin = toyPlugin(api.origin, {
      tools: [
        broken('throws', async () => {
          throw new TypeError('secret=hunter2 of undefined');
        }),
        broken('throws_text', () => Promise.reject('just text')),
        broken('status', () => Promise.reject(Object.assign(new Error('gone'), { status: 404 }))),
        broken('answers', async () => ({ ok: 'no' }) as never),
      ],
    });
    const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
    await sidecar.connect('notes', ada);
    const codeOf = (name: string) =>
      sidecar
        .run(name as never, {} as never)
        .catch((error): readonly unknown[] => [error.code, error.message, error.cause]);
    expect(await codeOf('throws')).toMatchObject([
      'internal',
      "Notes's throws failed unexpectedly.",
      { name: 'TypeError' },
    ]);
    expect(JSON.stringify(await codeOf('throws'))).not.toContain('hunter2');
    expect(await codeOf('throws_text')).toMatchObject([
      'internal',
      expect.any(String),
      { message: 'just text' },
    ]);
    expect(await codeOf('status')).toContain('not_found');
    expect(await codeOf('answers')).toMatchObject([
      'invalid_response',
      expect.stringContaining('ok'),
      undefined,
    ]);
  });

  it('ends as aborted when its caller gives up', async () => {
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    await sidecar.connect('notes', ada);
    await expect(sidecar.run('notes_list', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('is told as an event, without input, output or credential', async () => {
    const events: unknown[] = [];
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    const off = sidecar.on('tool', (event) => events.push(event));
    await sidecar.connect('notes', ada);
    await sidecar.run('note_write', { text: 'a secret thought' });
    await sidecar.run('note_write', { text: '' }).catch(() => undefined);
    off();
    await sidecar.run('notes_list', {});
    expect(events).toEqual([
      {
        user: 'default',
        integration: 'notes',
        account: 'default',
        tool: 'notes.note_write',
        effect: 'write',
        durationMs: expect.any(Number),
      },
      expect.objectContaining({ errorCode: 'invalid_input' }),
    ]);
  });

  it('goes on when a listener throws', async () => {
    const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: memoryStore() });
    sidecar.on('tool', () => {
      throw new Error('a bad listener');
    });
    await sidecar.connect('notes', ada);
    await sidecar.run('notes_list', {});
  });
});
