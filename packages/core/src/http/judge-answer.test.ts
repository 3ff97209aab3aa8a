import { expect, test, vi } from 'vitest';
import { serve } from '../../test/serve.ts';
import { testFetch } from '../../test/test-connection.ts';
import type { AnswerRules, ProviderAnswer } from '../plugin.ts';

const slack: AnswerRules = {
  readBodyOf: [200],
  classify: ({ body }) => {
    const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
    if (error === 'token_expired') return { code: 'token_refused' };
    if (error === 'missing_scope') return { code: 'insufficient_scope' };
    if (error === 'fatal_error') return { code: 'provider_unavailable', retryAfterMs: 5_000 };
    return undefined;
  },
};
const answering = (...bodies: string[]) =>
  serve((_, response, count) => response.end(bodies[Math.min(count, bodies.length) - 1]));

test('A token refused inside a 200 is replaced.', async () => {
  const server = await answering('{"ok":false,"error":"token_expired"}', '{"ok":true}');
  const answer = await testFetch({ origins: [server.origin], answers: slack })(server.origin, {
    method: 'POST',
  });
  expect(await answer.json()).toEqual({ ok: true });
  expect(server.seen[1]?.headers.authorization).toBe('Bearer token-2');
});

test('A missing scope is told with its remedy, and nothing is repeated.', async () => {
  const server = await answering('{"ok":false,"error":"missing_scope"}');
  await expect(testFetch({ origins: [server.origin], answers: slack })(server.origin)).rejects.toMatchObject({
    code: 'insufficient_scope',
    nextAction: 'Connect Gmail again and allow the access that it asks for.',
  });
  expect(server.seen).toHaveLength(1);
});

test('An outage inside a 200 is repeated for reads and unknown for writes.', async () => {
  const server = await answering('{"ok":false,"error":"fatal_error"}');
  const fetch = testFetch({ origins: [server.origin], answers: slack });
  await expect(fetch(server.origin)).rejects.toMatchObject({
    code: 'provider_unavailable',
    retryAfterMs: 5_000,
  });
  expect(server.seen).toHaveLength(3);
  await expect(fetch(server.origin, { method: 'POST' })).rejects.toMatchObject({ outcome: 'unknown' });
  expect(server.seen).toHaveLength(4);
});

test('A verdict of ok goes before the status.', async () => {
  const server = await serve((_, response) => response.writeHead(500).end('expected'));
  const answers: AnswerRules = { classify: () => ({ code: 'ok' }) };
  const answer = await testFetch({ origins: [server.origin], answers })(server.origin);
  expect([answer.status, await answer.text()]).toEqual([500, 'expected']);
});

test.each([
  ['an object', '{"a":1}', { a: 1 }],
  ['a list after a byte order mark and spaces', '\uFEFF \n[1]', [1]],
  ['broken JSON', '{"a":', undefined],
  ['HTML', '<html>', undefined],
  ['nothing', '', undefined],
])('Rules see %s parsed or not at all, and the caller reads it unchanged.', async (_, body, parsed) => {
  const server = await answering(body);
  const seen: ProviderAnswer[] = [];
  const answers: AnswerRules = {
    readBodyOf: [200],
    classify: (answer) => {
      seen.push(answer);
      return undefined;
    },
  };
  const answer = await testFetch({ origins: [server.origin], answers })(server.origin);
  expect(seen[0]?.body).toEqual(parsed);
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(body);
});

test('A body is not shown to rules for statuses that they do not name.', async () => {
  const server = await answering('{}');
  const classify = vi.fn(() => undefined);
  await testFetch({ origins: [server.origin], answers: { readBodyOf: [403], classify } })(server.origin);
  expect(classify).toHaveBeenCalledWith(expect.not.objectContaining({ body: expect.anything() }));
});

test.each([
  ['long JSON', `{"text":"${'x'.repeat(3_000_000)}"}`],
  ['a download', 'x'.repeat(3_000_000)],
])('%s is passed on whole without being judged by its body.', async (_, body) => {
  const server = await answering(body);
  const classify = vi.fn(() => undefined);
  const fetch = testFetch({ origins: [server.origin], answers: { readBodyOf: [200], classify } });
  const answer = await fetch(server.origin);
  expect((await answer.text()) === body).toBe(true);
  expect(classify).toHaveBeenCalledWith(expect.not.objectContaining({ body: expect.anything() }));
});

test('A download is handed over when it begins, not when it ends.', async () => {
  let finish = () => {};
  const server = await serve((_, response) => {
    response.write('first');
    finish = () => response.end('last');
  });
  const answers: AnswerRules = { readBodyOf: [200], classify: () => undefined };
  const answer = await testFetch({ origins: [server.origin], answers })(server.origin);
  finish();
  expect(await answer.text()).toBe('firstlast');
});

test('Rules are for API origins: what another origin says is judged by its status.', async () => {
  const server = await serve((_, response) => response.end('{"error":"token_expired"}'));
  const classify = vi.fn(() => ({ code: 'insufficient_scope' }) as const);
  expect((await testFetch({ origins: [], answers: { classify } })(server.origin)).status).toBe(200);
  expect(classify).not.toHaveBeenCalled();
});

test('Rules that throw are told as the plugin’s failure.', async () => {
  const server = await answering('{}');
  const answers: AnswerRules = {
    classify: () => {
      throw new TypeError('undefined is not an object');
    },
  };
  await expect(testFetch({ origins: [server.origin], answers })(server.origin)).rejects.toMatchObject({
    code: 'internal',
    message: 'Gmail: the plugin failed while it judged an answer.',
  });
});

test('A connection that is cut while an error is read counts as a failure of the network.', async () => {
  const server = await serve((_, response, count) => {
    if (count > 1) return response.end('{"ok":true}');
    response.writeHead(200, { 'content-length': 100 }).write('{"ok":');
    return setTimeout(() => response.destroy(), 20);
  });
  const answer = await testFetch({ origins: [server.origin], answers: slack })(server.origin);
  expect(await answer.json()).toEqual({ ok: true });
});
