import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { serve } from '../../test/serve.ts';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { minted } from '../auth/minted.ts';
import { SidecarError } from '../errors.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { createSidecar } from './create-sidecar.ts';

const key = 'the-long-lived-key';

/** An API whose tokens are made from a key, and are good for one list of notes. */
async function mintingApi(answer: { readonly status?: number; readonly body?: string } = {}) {
  let tokens = 0;
  let refuses = false;
  const server = await serve(({ url, headers }, response) => {
    response.setHeader('content-type', 'application/json');
    if (url === '/mint') {
      const { status = 201, body = JSON.stringify({ token: `minted-${++tokens}` }) } = answer;
      return response.writeHead(headers['x-key'] === key ? status : 401).end(body);
    }
    if (headers.authorization !== `Bearer minted-${tokens}` || refuses) {
      refuses = false;
      return response.writeHead(401).end('{}');
    }
    return response.end(JSON.stringify(url === '/me' ? { id: 'app', label: 'The app' } : ['a note']));
  });
  const plugin = toyPlugin(server.origin, {
    auth: {
      app: minted({
        fields: z.strictObject({ key: z.string() }),
        mint: async (fields, { fetch, signal }) => {
          const minting = await fetch(`${server.origin}/mint`, {
            method: 'POST',
            headers: { 'x-key': fields.key },
            signal,
          });
          if (minting.status === 401)
            throw new SidecarError('not_configured', 'Notes does not know this key.');
          if (minting.status === 404) throw new SidecarError('needs_reauth', 'The app was removed.');
          if (minting.status === 429)
            throw new SidecarError('rate_limited', 'Notes limits tokens.', { retryAfterMs: Number.NaN });
          if (!minting.ok) throw new SidecarError('provider_unavailable', 'Notes has trouble.');
          const { token } = z.object({ token: z.string().default('') }).parse(await minting.json());
          return { accessToken: token };
        },
      }),
    },
  });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const connect = (given = key, signal?: AbortSignal) =>
    sidecar.connect('notes', { auth: 'app', fields: { key: given }, signal } as never);
  const refuseOnce = () => {
    refuses = true;
  };
  return { sidecar, connect, seen: server.seen, refuseOnce };
}

it('makes a token while it connects, so that the plugin can ask whose account it is', async () => {
  const { sidecar, connect, seen } = await mintingApi();
  await connect();
  expect(await sidecar.status('notes')).toMatchObject({ state: 'connected', identity: 'The app' });
  expect(await sidecar.run('notes_list', {})).toMatchObject({ notes: ['a note'] });
  expect(seen.filter(({ url }) => url === '/mint')).toHaveLength(1);
});

it('makes another one when the first is refused', async () => {
  const { sidecar, connect, seen, refuseOnce } = await mintingApi();
  await connect();
  refuseOnce();
  expect(await sidecar.run('notes_list', {})).toMatchObject({ notes: ['a note'] });
  expect(seen.filter(({ url }) => url === '/mint')).toHaveLength(2);
});

it.each([
  { what: 'a key that is wrong', given: 'another-long-lived-key', code: 'provider_rejected' },
  { what: 'an app that is gone', answer: { status: 404, body: '{}' }, code: 'provider_rejected' },
  { what: 'a provider in trouble', answer: { status: 503 }, code: 'provider_unavailable', retryable: true },
  { what: 'an answer without a token', answer: { body: '{}' }, code: 'invalid_response', retryable: true },
])('stores nothing for $what', async ({ answer, given = key, code, retryable = false }) => {
  const { sidecar, connect } = await mintingApi(answer);
  const failure = await connect(given).catch((error) => error);
  expect(failure).toMatchObject({
    code,
    retryable,
    integration: 'notes',
    nextAction: expect.stringMatching(/\w/),
  });
  expect(inspect(failure)).not.toContain(given);
  expect(await sidecar.status('notes')).toMatchObject({ state: 'disconnected', enabled: false });
});

it.each([
  [{}, 'another-long-lived-key', 'Notes does not know this key.'],
  [{ status: 404, body: '{}' }, key, 'The app was removed.'],
])('says in the words of the plugin what is wrong with the key', async (answer, given, message) => {
  const { connect } = await mintingApi(answer);
  await expect(connect(given)).rejects.toMatchObject({ code: 'provider_rejected', message });
});

it('gives up when the caller does', async () => {
  const { sidecar, connect, seen } = await mintingApi();
  await expect(connect(key, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
  expect(seen).toEqual([]);
  expect(await sidecar.status('notes')).toMatchObject({ state: 'disconnected' });
});

it('holds back after a limit whose length the plugin read as no number', async () => {
  const answer: { status?: number } = {};
  const { sidecar, connect, seen, refuseOnce } = await mintingApi(answer);
  await connect();
  answer.status = 429;
  const minted = () => seen.filter(({ url }) => url === '/mint').length;
  const refused = async () => {
    refuseOnce();
    await expect(sidecar.run('notes_list', {})).rejects.toMatchObject({ code: 'rate_limited' });
    return minted();
  };
  const afterTheFirst = await refused();
  expect(await refused()).toBe(afterTheFirst);
});

it('asks for no token any more once everything was closed', async () => {
  const { sidecar, connect, seen } = await mintingApi();
  await sidecar.close();
  await expect(connect()).rejects.toMatchObject({ code: 'aborted' });
  expect(seen).toEqual([]);
});
