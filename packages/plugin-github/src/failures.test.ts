import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';
import { sandboxGithub } from '../test/sandbox-github.ts';
import { githubError } from './github-errors.ts';

const repository = 'engine-society/engine';

function judged(status: number, body: unknown, headers: Record<string, string> = {}) {
  const subject = { effect: 'read', what: 'issue 5 of ada/engine' } as const;
  return githubError({ status, headers: new Headers(headers), body }, subject);
}

it.each([
  [403, { message: 'Resource not accessible by integration' }, {}, 'insufficient_scope'],
  [403, { message: 'Resource not accessible by personal access token' }, {}, 'insufficient_scope'],
  [
    403,
    { message: 'Resource protected by organization SAML enforcement.' },
    { 'x-github-sso': 'required; url=https://github.com/orgs/a/sso?authorization_request=secret' },
    'insufficient_scope',
  ],
  [403, { message: 'Must have admin rights to Repository.' }, {}, 'provider_rejected'],
  [
    404,
    { message: 'Not Found' },
    { 'x-oauth-scopes': 'public_repo', 'x-accepted-oauth-scopes': 'repo' },
    'insufficient_scope',
  ],
  [
    404,
    { message: 'Not Found' },
    { 'x-oauth-scopes': 'repo, gist', 'x-accepted-oauth-scopes': 'public_repo, repo' },
    'not_found',
  ],
  [404, { message: 'Not Found' }, { 'x-oauth-scopes': '', 'x-accepted-oauth-scopes': '' }, 'not_found'],
  [410, { message: 'Issues are disabled for this repo' }, {}, 'not_found'],
  [405, { message: 'Pull Request is not mergeable' }, {}, 'conflict'],
  [409, { message: 'Head branch was modified.' }, {}, 'conflict'],
  [
    422,
    { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] },
    {},
    'invalid_input',
  ],
  [422, { message: 'No ref found for: x' }, {}, 'provider_rejected'],
  [451, { message: 'Repository access blocked' }, {}, 'provider_rejected'],
])('says what %i with %j means', (status, ...[body, headers, code]) => {
  const error = judged(status, body, headers as Record<string, string>);
  expect(error).toMatchObject({ code, integration: 'github', message: expect.stringContaining('GitHub') });
  expect(`${error.message} ${error.nextAction}`).not.toContain('authorization_request');
});

it('repeats what GitHub says on one line, cut short, and without signs that turn the text', () => {
  const { message } = judged(422, { message: `No\r\n\u202Egood\u0007 ${'x'.repeat(5_000)}` });
  expect(message).toMatch(/^GitHub refused this for issue 5 of ada\/engine: No good x+…$/);
  expect(message.length).toBeLessThan(300);
});

it.each([
  ['nothing', undefined],
  ['text', 'no'],
  ['a list', []],
  ['numbers', { message: 5, errors: 7 }],
  ['nulls', { message: null, errors: [null, { field: null, code: 5 }, 'why'] }],
  ['a hundred errors', { message: 'x', errors: Array(100).fill({ field: 'a', code: 'b' }) }],
])('survives an error that is %s', (_, body) => {
  expect(judged(400, body).code).toBe('provider_rejected');
});

it('says which fields were refused, and why', () => {
  const errors = [
    { resource: 'Issue', field: 'assignees', code: 'invalid', value: 'nobody' },
    { resource: 'Issue', field: 'title', code: 'custom', message: 'title is too long' },
  ];
  expect(judged(422, { message: 'Validation Failed', errors })).toMatchObject({
    message:
      'GitHub does not accept this for issue 5 of ada/engine: Validation Failed; assignees "nobody" is invalid; title is too long.',
    fields: [
      { path: 'assignees', message: 'assignees "nobody" is invalid' },
      { path: 'title', message: 'title is too long' },
    ],
  });
});

it('reports a comment whose answer was lost as unknown, and sends it once', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  sandbox.faults.set({ service: 'github', on: 'api', kind: 'lost-answer', path: 'POST /repos' });
  const lost = sidecar.run('issue_comment', { repository, number: 1, body: 'Once.' });
  await expect(lost).rejects.toMatchObject({ outcome: 'unknown', retryable: false });
  sandbox.faults.clear();
  const { comments } = await sidecar.run('issue_read', { repository, number: 1 });
  expect(comments.filter(({ body }) => body === 'Once.')).toHaveLength(1);
});

it.each([
  ['html', 'provider_unavailable'],
  ['garbage', 'invalid_response'],
  ['huge', 'invalid_response'],
  ['cut', 'network'],
] as const)('says what is wrong with an answer that is %s', async (kind, code) => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  sandbox.faults.set({ service: 'github', on: 'api', kind });
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({
    code,
    integration: 'github',
  });
});

it('reads answers in which everything but the necessary is null or absent', async () => {
  const issue = { number: 1, title: 'T' };
  const nulls = {
    user: null,
    labels: null,
    assignees: [null],
    milestone: null,
    body: null,
    comments: null,
    html_url: null,
  };
  const path = 'GET /repos/ada/engine/issues';
  for (const body of [issue, { ...issue, ...nulls }])
    expect(await runTool('issues_list', { repository: 'ada/engine' }, playedApi({ [path]: [body] }))).toEqual(
      {
        issues: [{ number: 1, title: 'T', state: 'open', labels: [], assignees: [], comments: 0 }],
      },
    );
});

it('takes no link to a next page that leads elsewhere or asks for more', async () => {
  const path = 'GET /repos/ada/engine/issues';
  for (const [link, cursor] of [
    ['<https://evil.example/x?page=2&state=all&access_token=1>; rel="next"', 'page=2'],
    ['<https://api.github.com/x?page=2%26a&per_page=5>; rel="next"', undefined],
    ['<https://api.github.com/x?per_page=5>; rel="next"', undefined],
    ['<not a url>; rel="next"', undefined],
    ['<https://api.github.com/x?page=1>; rel="prev"', undefined],
    ['<'.repeat(50_000), undefined],
  ] as const) {
    const answer = Response.json([{ number: 1, title: 'T' }], { headers: { link } });
    const read = await runTool('issues_list', { repository: 'ada/engine' }, playedApi({ [path]: answer }));
    expect(Reflect.get(Object(read), 'next_cursor')).toBe(cursor);
  }
});

it('shows a list of names only as far as it is one', async () => {
  const labels = Array.from({ length: 100 }, (_, index) => ({ name: `label ${index}` }));
  const answer = Response.json(labels, {
    headers: { link: '<https://api.github.com/x?page=2&per_page=100>; rel="next"' },
  });
  const github = playedApi({
    'GET /repos/ada/engine/labels': answer,
    'GET /repos/ada/engine/issues': [],
  });
  await runTool('issues_list', { repository: 'ada/engine', labels: ['label beyond'] }, github);
  expect(github.sent.filter(({ url }) => url.includes('/labels'))).toHaveLength(5);
  expect(new URL(github.sent.at(-1)?.url ?? '').searchParams.get('labels')).toBe('label beyond');
});
