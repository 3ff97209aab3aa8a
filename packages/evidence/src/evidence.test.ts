import { expect, it } from 'vitest';
import { recordedCalls } from './recorded-calls.ts';
import { replay } from './replay.ts';
import { sharedFolder } from './shared-folder.ts';
import { specProblems } from './spec-problems.ts';

const real = it.skipIf(!sharedFolder);
const headers = { authorization: 'Bearer token' };
const list = { method: 'GET', url: 'https://slack.com/api/users.list', headers };

real(
  'has nothing against a request that fits, without and with its answer (needs SIDECAR_SHARED)',
  async () => {
    expect(await specProblems('slack', [list])).toBe('');
    const [recorded] = recordedCalls('slack', 'GET', /\/users\.list$/);
    expect(await specProblems('slack', [{ ...list, response: recorded!.response }])).toBe('');
  },
);

real('names what does not fit, in the request and in the answer (needs SIDECAR_SHARED)', async () => {
  const wrong = { ...list, url: `${list.url}?limit=many` };
  expect(await specProblems('slack', [list, wrong])).toContain('limit');
  const response = { status: 200, body: { ok: true, members: 'none' } };
  expect(await specProblems('slack', [{ ...list, response }])).toContain('members');
});

it('takes no request at all for a mistake of the test', async () => {
  await expect(specProblems('slack', [])).rejects.toThrow('There is no request');
});

real('finds recorded calls by method and path, and never none (needs SIDECAR_SHARED)', () => {
  const calls = recordedCalls('github', 'GET', /\/issues$/);
  expect(calls.map(({ method }) => method)).toEqual(calls.map(() => 'GET'));
  expect(() => recordedCalls('github', 'PUT', /\/nothing$/)).toThrow('github for PUT /\\/nothing$/');
});

it('replays status, headers and body', async () => {
  const response = { status: 201, headers: { link: '<x>; rel="next"' }, body: { id: 1 } };
  const answer = replay({ method: 'POST', url: 'https://a.example', response });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('link')).toBe('<x>; rel="next"');
  expect(await answer.json()).toEqual({ id: 1 });
});

it('replays an answer without a body', async () => {
  const answer = replay({ method: 'POST', url: 'https://a.example', response: { status: 204, body: '' } });
  expect(await answer.text()).toBe('');
});
