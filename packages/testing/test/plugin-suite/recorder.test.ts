import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSidecar, existingGrant, memoryStore, oauth2 } from '@sidecar/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTraffic, replayTraffic } from '../../src/index.ts';
import { notesExamples } from './notes-examples.ts';
import { notesPlugin } from './notes-plugin.ts';
import { tryRule } from './try-rule.ts';

const token = 'a-token-that-no-pattern-knows';
const note = {
  id: 'n1',
  title: 'Write to Ada@Example.org',
  tags: ['brass'],
  nextPageToken: 'page-two',
  api_key: 'k-123456789',
};

/** Answers like Notes, and tells in its answers what it should keep to itself. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://notes');
  const headers = {
    'content-type': 'application/json',
    'set-cookie': 'session=1',
    'x-ratelimit-remaining': '5',
  };
  if (pathname === '/token')
    return response
      .writeHead(200, headers)
      .end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
  if (pathname === '/picture') return response.writeHead(200).end(Buffer.from([0, 255, 254]));
  const body =
    pathname === '/v1/me'
      ? { id: 'p1', email: 'ada@example.org' }
      : { notes: [note], echo: `you sent ${token}` };
  return response.writeHead(200, headers).end(JSON.stringify(body));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** Records what a connected plugin does, as its author would. */
async function record(options: { readonly keepEmails?: boolean } = {}) {
  const send: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    return fetch(request.url.replace(/^https:\/\/(?:api\.)?notes\.example/, origin), {
      method: request.method,
      headers: request.headers,
      ...(init?.body ? { body: init.body } : {}),
    });
  };
  const recorder = recordTraffic({ ...options, fetch: send });
  const sound = notesPlugin();
  const oauth = oauth2({
    ...sound.auth.oauth,
    getClient: () => ({ id: 'recorder', secret: 'its-own-secret' }),
  });
  const sidecar = createSidecar({
    plugins: [{ ...sound, auth: { oauth } }],
    store: memoryStore(),
    fetch: recorder.fetch,
  });
  await sidecar.connect('notes', { via: existingGrant({ refreshToken: 'the-refresh-token' }) });
  await sidecar.run('note_list', {});
  await sidecar.close();
  return recorder;
}

describe('recordTraffic', () => {
  it('writes down what the plugin asked and what the provider answered', async () => {
    const [me, list] = (await record()).exchanges();
    expect(me).toMatchObject({
      method: 'GET',
      url: 'https://api.notes.example/v1/me',
      response: { status: 200 },
    });
    expect(list).toMatchObject({
      url: 'https://api.notes.example/v1/notes',
      response: {
        headers: { 'x-ratelimit-remaining': '5' },
        body: { notes: [{ id: 'n1', nextPageToken: 'page-two' }] },
      },
    });
  });

  it('keeps tokens, keys, cookies and requests for tokens out', async () => {
    const recorder = await record();
    const text = recorder.jsonLines();
    for (const secret of [token, 'the-refresh-token', 'its-own-secret', 'k-123456789', 'session=1', '/token'])
      expect(text).not.toContain(secret);
    expect(recorder.exchanges()).toHaveLength(2);
  });

  it('gives people other addresses, the same one every time, unless told not to', async () => {
    const text = (await record()).jsonLines();
    expect(text).toContain('Write to person1@example.com');
    expect(text).toContain('"email":"person1@example.com"');
    expect((await record({ keepEmails: true })).jsonLines()).toContain('ada@example.org');
  });

  it('keeps bytes as they are', async () => {
    const recorder = recordTraffic();
    await recorder.fetch(`${origin}/picture?access_token=${token}&page=2`);
    expect(recorder.jsonLines()).not.toContain(token);
    const [answer] = replayTraffic(recorder.jsonLines());
    expect(answer).toMatchObject({ query: { page: '2' }, body: new Uint8Array([0, 255, 254]) });
  });
});

describe('replayTraffic', () => {
  it('makes the answers of an example', async () => {
    const answers = replayTraffic((await record()).jsonLines());
    const examples = { ...notesExamples.examples, note_list: { input: {}, answers } };
    await tryRule('examples', notesPlugin(), { connection: { answers }, examples });
    await tryRule('mutated-answers', notesPlugin(), { connection: { answers }, examples });
  });

  it('takes anything for what was taken out of an address', () => {
    const url = `https://api.notes.example/hooks/%5Bredacted%5D/notes?token=%5Bredacted%5D&page=2`;
    const [answer] = replayTraffic([{ method: 'GET', url, response: { status: 204 } }]);
    expect(answer).toMatchObject({
      path: 'https://api.notes.example/hooks/:redacted/notes',
      query: { page: '2' },
    });
  });

  it('says which line is none', () => {
    expect(() => replayTraffic('\n{"method":"GET"}\n')).toThrow(
      'Line 2 of the fixtures is not a recorded exchange.',
    );
  });
});
