import { expect, it } from 'vitest';
import { apiCalls, sandboxGithub } from '../test/sandbox-github.ts';

const repository = 'engine-society/engine';

it('lists issues without pull requests, by the names of labels, people and milestones', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const { issues } = await sidecar.run('issues_list', { repository });
  expect(issues.map(({ number }) => number)).toEqual([3, 1]);
  const filter = { labels: ['Bug'], assignee: '@me', author: 'grace-sandbox', milestone: 'first run' };
  const found = await sidecar.run('issues_list', { repository, ...filter });
  expect(found.issues).toMatchObject([
    {
      number: 1,
      title: 'The engine stutters when it is cold',
      author: 'grace-sandbox',
      labels: ['bug'],
      assignees: ['ada-sandbox'],
      milestone: 'First run',
      comments: 3,
    },
  ]);
  expect(found.issues[0]?.created_at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

it('goes through a list page by page, past pages that hold pull requests alone', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await sidecar.run('issues_list', { repository, limit: 1, ...(cursor ? { cursor } : {}) });
    expect(page.issues).toHaveLength(1);
    seen.push(...page.issues.map(({ number }) => number));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen).toEqual([3, 1]);
});

it('opens, changes, comments, closes and reads an issue', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const { number } = await sidecar.run('issue_create', {
    repository,
    title: 'Count <b>the</b> cards',
    body: 'One & all 解',
    labels: ['good first issue'],
    assignees: ['@me', '@grace-sandbox'],
    milestone: 'First run',
  });
  await sidecar.run('issue_comment', { repository, number, body: 'Done.' });
  const closed = { state: 'closed', state_reason: 'not_planned' } as const;
  await sidecar.run('issue_update', { repository, number, ...closed, milestone: null, labels: [] });
  const { issue, comments } = await sidecar.run('issue_read', { repository, number });
  expect(issue).toMatchObject({
    title: 'Count <b>the</b> cards',
    body: 'One & all 解',
    state: 'closed',
    state_reason: 'not_planned',
    labels: [],
    assignees: ['ada-sandbox', 'grace-sandbox'],
    is_pull_request: false,
  });
  expect(issue).not.toHaveProperty('milestone');
  expect(comments).toMatchObject([{ author: 'ada-sandbox', body: 'Done.' }]);
});

it('reads comments in pages', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const first = await sidecar.run('issue_read', { repository, number: 1, limit: 2 });
  expect(first.comments).toHaveLength(2);
  const second = await sidecar.run('issue_read', { repository, number: 1, cursor: first.next_cursor });
  expect(second.comments.map(({ body }) => body)).toEqual(['Then **warmth** might.']);
  expect(second).not.toHaveProperty('next_cursor');
});

it('reads folders, texts, large texts in parts, and says when a file is no text', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const root = await sidecar.run('file_read', { repository });
  expect(root.entries?.map(({ name, type }) => `${type} ${name}`)).toContain('dir src');
  const readme = await sidecar.run('file_read', { repository, path: '/README.md' });
  expect(readme.text).toBe('# Engine\n\nNotes on an engine. 解析機関\n');
  const branch = await sidecar.run('file_read', { repository, path: 'docs/warm.md', ref: 'warm-up' });
  expect(branch.text).toBe('Warm it up first.\n');
  const first = await sidecar.run('file_read', {
    repository,
    path: 'data/numbers.txt',
    max_characters: 200_000,
  });
  expect(first.size).toBeGreaterThan(1024 * 1024);
  const cursor = first.next_cursor;
  const second = await sidecar.run('file_read', { repository, path: 'data/numbers.txt', cursor });
  expect(first.text?.endsWith('\n')).toBe(true);
  const lastRow = Number(first.text?.match(/row (\d+): \d+\n$/)?.[1]);
  expect(second.text?.startsWith(`row ${lastRow + 1}: `)).toBe(true);
  const logo = await sidecar.run('file_read', { repository, path: 'logo.png' });
  expect(logo).toMatchObject({ type: 'file', size: 8, note: expect.stringContaining('not text') });
  const stale = `${'0'.repeat(40)}.500`;
  await expect(
    sidecar.run('file_read', { repository, path: 'README.md', cursor: stale }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('searches issues, code and repositories in the language of GitHub', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const mine = await sidecar.run('search', { kind: 'issues', query: 'is:open assignee:@me' });
  expect(mine).toMatchObject({ total: 1, results: [{ kind: 'issue', repository, number: 1 }] });
  const pulls = await sidecar.run('search', { kind: 'pull_requests', query: `repo:${repository}`, limit: 2 });
  expect(pulls).toMatchObject({ total: 3, next_cursor: 'page=2&per_page=2' });
  const code = await sidecar.run('search', { kind: 'code', query: `punched repo:${repository}` });
  expect(code.results).toMatchObject([
    { path: 'src/card.ts', fragments: ["export const card = 'punched';"] },
  ]);
  const places = await sidecar.run('search', { kind: 'repositories', query: 'compiler' });
  expect(places.results).toMatchObject([{ repository: 'grace-sandbox/compiler', private: false }]);
  await expect(
    sidecar.run('search', { kind: 'pull_requests', query: 'repo:nobody/nothing' }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'q' }],
  });
});

it('starts a workflow by its name, and tells how it goes', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const started = await sidecar.run('workflow_dispatch', {
    repository,
    workflow: 'release',
    inputs: { level: '1' },
  });
  expect(started).toMatchObject({ started: true, ref: 'main' });
  const { runs } = await sidecar.run('workflow_runs', { repository, workflow: 'release.yml' });
  expect(runs).toMatchObject([{ workflow: 'Release', status: 'queued', event: 'workflow_dispatch' }]);
  const failed = await sidecar.run('workflow_runs', { repository, status: 'failure' });
  const [run] = failed.runs;
  expect(run).toMatchObject({ workflow: 'CI', conclusion: 'failure' });
  const again = await sidecar.run('workflow_runs', { repository, run_id: run?.id ?? 0 });
  expect(again.runs).toEqual([run]);
  for (const [input, words] of [
    [{ workflow: 'CI' }, "does not have 'workflow_dispatch' trigger"],
    [{ workflow: 'Release', ref: 'nowhere' }, 'No ref found for: nowhere'],
    [{ workflow: 'Release', inputs: { speed: '1' } }, 'Unexpected inputs'],
  ] as const)
    await expect(sidecar.run('workflow_dispatch', { repository, ...input })).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining(words),
    });
});

it('names what there is when a name is wrong, and asks again for one that is new', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const list = (labels: string[]) => sidecar.run('issues_list', { repository, labels });
  await expect(list(['bugs'])).rejects.toMatchObject({
    code: 'not_found',
    message: 'GitHub has no label "bugs" in engine-society/engine.',
    nextAction: expect.stringContaining('"bug"'),
  });
  await list(['bug']);
  await list(['documentation']);
  const reads = apiCalls({ sandbox }).filter((call) => call.endsWith('/labels'));
  expect(reads).toHaveLength(1);
  await expect(list(['new one'])).rejects.toMatchObject({ code: 'not_found' });
  expect(apiCalls({ sandbox }).filter((call) => call.endsWith('/labels'))).toHaveLength(2);
  const dispatch = { repository, workflow: 'Nightly' };
  await expect(sidecar.run('workflow_dispatch', dispatch)).rejects.toMatchObject({
    code: 'invalid_input',
    nextAction: expect.stringContaining('"nightly.yml"'),
  });
  await expect(
    sidecar.run('issue_create', { repository, title: 'For nobody', assignees: ['grce-sandbox'] }),
  ).rejects.toMatchObject({ code: 'not_found', nextAction: expect.stringContaining('"grace-sandbox"') });
  await expect(
    sidecar.run('issue_update', { repository, number: 1, milestone: 'Last run' }),
  ).rejects.toMatchObject({ code: 'not_found', nextAction: expect.stringContaining('"First run"') });
  expect(apiCalls({ sandbox }).filter((call) => !call.startsWith('GET'))).toEqual([]);
});

it('follows a repository that was renamed, in reads and in writes', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const former = 'engine-society/difference-engine';
  const { issues } = await sidecar.run('issues_list', { repository: former });
  expect(issues).not.toHaveLength(0);
  const commented = sidecar.run('issue_comment', { repository: former, number: 1, body: 'Renamed.' });
  await expect(commented).resolves.toHaveProperty('id');
});

it('says what GitHub does not show', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const failing: [string, () => Promise<unknown>][] = [
    ['issue 999 of engine-society/engine', () => sidecar.run('issue_read', { repository, number: 999 })],
    ['the issues of nobody/nothing', () => sidecar.run('issues_list', { repository: 'nobody/nothing' })],
    [
      'nowhere.md in engine-society/engine',
      () => sidecar.run('file_read', { repository, path: 'nowhere.md' }),
    ],
  ];
  for (const [what, call] of failing)
    await expect(call()).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(what),
      nextAction: expect.any(String),
    });
});
