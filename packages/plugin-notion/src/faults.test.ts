import { afterEach, beforeEach, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeEach(async () => {
  place = await sandboxPlace();
  await place.connectByToken();
});

afterEach(() => place.close());

it.each([
  ['html', 'provider_unavailable'],
  ['garbage', 'invalid_response'],
  ['huge', 'invalid_response'],
  ['cut', 'network'],
] as const)('says what is wrong with an answer that is %s', async (kind, code) => {
  const { sidecar, sandbox } = place;
  sandbox.faults.set({ service: 'notion', on: 'api', kind });
  await expect(sidecar.run('pages_search', {})).rejects.toMatchObject({ integration: 'notion', code });
});

it('says how long a rate limit lasts that is too long to wait for', async () => {
  const { sidecar, sandbox } = place;
  sandbox.notion.setRateLimit({ calls: 1, windowSeconds: 900 });
  await sidecar.run('pages_search', {});
  const error = await sidecar.run('pages_search', {}).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(Reflect.get(Object(error), 'retryAfterMs')).toBeGreaterThan(600_000);
});

it('waits and goes on when Notion says that it is too busy for a moment, also with a write', async () => {
  const { sidecar, sandbox, calls } = place;
  sandbox.faults.set({
    service: 'notion',
    on: 'api',
    kind: 'status',
    status: 529,
    retryAfter: 0,
    times: 1,
    path: 'POST /v1/pages',
  });
  await expect(sidecar.run('pages_create', { parent: 'Plans', title: 'Busy' })).resolves.toMatchObject({
    title: 'Busy',
  });
  expect(calls().filter((call) => call === 'POST /v1/pages')).toHaveLength(2);
});

it('does not repeat a write that failed, and says that nobody knows whether it was done', async () => {
  const { sidecar, sandbox, calls } = place;
  sandbox.faults.set({ service: 'notion', on: 'api', kind: 'status', status: 502, path: 'POST /v1/pages' });
  await expect(sidecar.run('pages_create', { parent: 'Plans', title: 'X' })).rejects.toMatchObject({
    code: 'provider_unavailable',
    outcome: 'unknown',
    retryable: false,
  });
  expect(calls().filter((call) => call === 'POST /v1/pages')).toHaveLength(1);
});

it('says that a conflict did nothing and can be tried again', async () => {
  const { sidecar, sandbox } = place;
  sandbox.faults.set({ service: 'notion', on: 'api', kind: 'status', status: 409, path: 'POST /v1/pages' });
  await expect(sidecar.run('pages_create', { parent: 'Plans', title: 'X' })).rejects.toMatchObject({
    code: 'conflict',
    retryable: true,
    nextAction: 'Try again.',
  });
});

it('passes on what Notion says about a request that it refuses', async () => {
  const content = '[@x](mention://page/nobody)';
  await expect(
    place.sidecar.run('pages_create', { parent: 'Plans', title: 'X', content }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('Notion refused the request. body failed validation'),
  });
});

it.each(['[x](#part)', '[x](page.html)', '![x](/a.png)', '![y](ftp://e.com/a)', 'In ![y](a.png) line'])(
  'names the address in %s that Notion would not take, before anything is written',
  async (content) => {
    const { sidecar, calls } = place;
    await expect(sidecar.run('pages_create', { parent: 'Plans', title: 'X', content })).rejects.toMatchObject(
      {
        code: 'invalid_input',
        message: expect.stringContaining('is no address that Notion takes'),
      },
    );
    expect(calls()).not.toContain('POST /v1/pages');
  },
);

it('says which old blocks are gone when replacing breaks in the middle, and has lost nothing', async () => {
  const { sidecar, sandbox } = place;
  await sidecar.run('pages_create', { parent: 'Plans', title: 'Parts', content: 'one\n\ntwo\n\nthree' });
  sandbox.faults.set({
    service: 'notion',
    on: 'api',
    kind: 'status',
    status: 500,
    path: 'DELETE /v1/blocks',
  });
  const replacing = sidecar.run('pages_update', { page: 'Parts', content: 'new', content_mode: 'replace' });
  await expect(replacing).rejects.toMatchObject({
    outcome: 'unknown',
    message: expect.stringContaining('1 new blocks are at its end'),
  });
  sandbox.faults.clear();
  const { content } = await sidecar.run('pages_read', { page: 'Parts' });
  expect(content).toBe('one\n\ntwo\n\nthree\n\nnew');
});
