import { expect, it } from 'vitest';
import { sandboxGithub } from '../test/sandbox-github.ts';
import { githubAnswers } from './github-answers.ts';

const repository = 'engine-society/engine';
const nowMs = Date.UTC(2026, 0, 1);

function verdict(status: number, headers: Record<string, string>, message?: string) {
  const body = message === undefined ? {} : { body: { message } };
  return githubAnswers.classify({ status, headers: new Headers(headers), nowMs, ...body });
}

const limited = (retryAfterMs: number) => ({ code: 'rate_limited', retryAfterMs }) as const;
const used = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 90) };

const primary = 'API rate limit exceeded for user ID 1.';
const secondary = 'You have exceeded a secondary rate limit.';
const forbidden = 'Resource not accessible by integration';
const over = { ...used, 'x-ratelimit-reset': '1' };

it.each<[string, Parameters<typeof verdict>, ReturnType<typeof verdict>]>([
  ['a used-up limit, until it begins anew', [403, used, primary], limited(90_000)],
  ['the same with status 429', [429, used, primary], limited(90_000)],
  ['a used-up limit whose body could not be read', [403, used], limited(90_000)],
  ['a limit that is over by now', [403, over, primary], limited(0)],
  ['a secondary limit that says how long', [403, { 'retry-after': '30' }, secondary], limited(30_000)],
  ['a secondary limit that does not', [403, { 'x-ratelimit-remaining': '12' }, secondary], limited(60_000)],
  ['the old words for it', [403, {}, 'You have triggered an abuse detection mechanism.'], limited(60_000)],
  ['429 without a word', [429, {}], limited(60_000)],
  ['a reset that is no number', [429, { ...used, 'x-ratelimit-reset': 'soon' }], limited(60_000)],
  ['a refusal that used the last call', [403, used, forbidden], undefined],
  ['a refusal', [403, {}, 'Must have admin rights to Repository.'], undefined],
  ['an outage', [502, used], undefined],
])('judges %s', (_, answer, expected) => {
  expect(verdict(...answer)).toEqual(expected);
});

it("goes by GitHub's own clock, since the host's may be off", () => {
  const date = new Date(nowMs + 60_000).toUTCString();
  expect(verdict(403, { ...used, date }, 'API rate limit exceeded')).toEqual(limited(30_000));
});

it.each(['primary', 'secondary'] as const)(
  'says how long the %s limit of the sandbox lasts',
  async (kind) => {
    const { sandbox, sidecar, connectPerson } = await sandboxGithub();
    await connectPerson();
    sandbox.github.setRateLimit({ calls: 1, windowSeconds: 1_800, kind });
    await sidecar.run('issues_list', { repository });
    const error = await sidecar.run('issues_list', { repository }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'rate_limited', retryable: true, nextAction: expect.any(String) });
    const waitMs = Number(Reflect.get(Object(error), 'retryAfterMs'));
    expect(waitMs).toBeGreaterThan(1_700_000);
    expect(waitMs).toBeLessThanOrEqual(1_802_000);
  },
);

it('goes on with everything else when the searches are used up', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const search = () => sidecar.run('search', { kind: 'code', query: `punched repo:${repository}` });
  for (let number = 1; number <= 10; number += 1) await search();
  await expect(search()).rejects.toMatchObject({ code: 'rate_limited', retryable: true });
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
});

it('waits for a short limit by itself, also before a write', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  sandbox.github.setRateLimit({ calls: 1, windowSeconds: 1, kind: 'secondary' });
  await sidecar.run('issues_list', { repository });
  await sidecar.run('issue_comment', { repository, number: 1, body: 'Once.' });
  sandbox.github.setRateLimit(undefined);
  const { comments } = await sidecar.run('issue_read', { repository, number: 1 });
  expect(comments.filter(({ body }) => body === 'Once.')).toHaveLength(1);
});
