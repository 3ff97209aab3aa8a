import { playedApi, sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { githubAnswers } from '../test/github-answers.ts';
import { runTool } from '../test/run-tool.ts';
import { apiCalls, runningSandbox, sidecarOver } from '../test/sandbox-github.ts';
import { toolExamples } from '../test/tool-examples.ts';

const { issue, pull, review, comment, repository: place, run } = githubAnswers;
const repository = 'ada/engine';
const root = `/repos/${repository}`;

/** A GitHub that has one of everything. */
function wholeGithub() {
  const file = { type: 'file', path: 'a b/ü#?.md', sha: 'c'.repeat(40), encoding: 'none', content: '' };
  const workflows = { workflows: [{ id: 8, name: 'CI', path: '.github/workflows/ci.yml' }] };
  const runs = { workflow_runs: [run] };
  const found = { total_count: 0, items: [] };
  return playedApi({
    'GET /user': { id: 1, login: 'ada' },
    'GET /user/repos': [place],
    'GET /orgs/ada/repos': new Response('{}', { status: 404 }),
    'GET /users/ada/repos': [place],
    'GET /installation/repositories': { total_count: 1, repositories: [place] },
    [`GET ${root}`]: place,
    [`GET ${root}/labels`]: [{ name: 'bug' }, { name: 'good first issue' }],
    [`GET ${root}/milestones`]: [{ number: 2, title: 'First run' }],
    [`GET ${root}/assignees`]: [{ login: 'ada' }],
    [`GET ${root}/issues`]: [issue],
    [`POST ${root}/issues`]: issue,
    [`GET ${root}/issues/5`]: issue,
    [`PATCH ${root}/issues/5`]: issue,
    [`GET ${root}/issues/5/comments`]: [comment],
    [`POST ${root}/issues/5/comments`]: comment,
    [`GET ${root}/pulls`]: [pull],
    [`POST ${root}/pulls`]: pull,
    [`GET ${root}/pulls/6`]: pull,
    [`GET ${root}/pulls/6/files`]: [],
    [`GET ${root}/pulls/6/reviews`]: [review],
    [`POST ${root}/pulls/6/reviews`]: review,
    [`PUT ${root}/pulls/6/merge`]: { sha: 'd'.repeat(40), merged: true },
    [`GET ${root}/contents/`]: [],
    [`GET ${root}/contents/a%20b/%C3%BC%23%3F.md`]: file,
    'GET /search/issues': found,
    'GET /search/code': found,
    'GET /search/repositories': found,
    [`GET ${root}/actions/workflows`]: workflows,
    [`GET ${root}/actions/runs`]: runs,
    [`GET ${root}/actions/runs/71`]: run,
    [`GET ${root}/actions/workflows/8/runs`]: runs,
    [`POST ${root}/actions/workflows/8/dispatches`]: new Response(null, { status: 204 }),
  });
}

const calls = [
  [
    'issues_list',
    { labels: ['Good First Issue', 'bug'], assignee: '@me', author: '@ada', milestone: 'first run' },
  ],
  ['issues_list', { state: 'all', sort: 'updated', limit: 100, cursor: 'page=3&per_page=7' }],
  ['issue_read', { number: 5, limit: 3 }],
  [
    'issue_create',
    { title: 'Hi', body: 'Text', labels: ['bug'], assignees: ['@me'], milestone: 'First run' },
  ],
  [
    'issue_update',
    {
      number: 5,
      title: 'Hi',
      body: '',
      state: 'closed',
      state_reason: 'not_planned',
      labels: [],
      assignees: [],
      milestone: null,
    },
  ],
  ['issue_comment', { number: 5, body: 'Oil it.' }],
  ['pull_requests_list', { state: 'closed', head: 'ada:warm', base: 'main', sort: 'popularity' }],
  ['pull_request_read', { number: 6 }],
  ['pull_request_diff', { number: 6, cursor: '2.0.0' }],
  ['pull_request_create', { title: 'Hi', body: 'Text', head: 'warm', base: 'main', draft: true }],
  [
    'pull_request_review',
    { number: 6, verdict: 'comment', body: 'Hm', comments: [{ path: 'a.ts', line: 1, body: 'x' }] },
  ],
  ['pull_request_review', { number: 6, verdict: 'approve' }],
  ['pull_request_merge', { number: 6 }],
  ['pull_request_merge', { number: 6, method: 'rebase', sha: 'a'.repeat(40), title: 'T', message: 'M' }],
  ['file_read', {}],
  ['file_read', { path: 'a b/ü#?.md', ref: 'a/branch' }],
  ['workflow_dispatch', { workflow: 'CI', inputs: { level: '1' } }],
  ['workflow_dispatch', { workflow: '8', ref: 'v1' }],
  ['workflow_runs', { workflow: 'ci.yml', branch: 'main', status: 'failure', event: 'push' }],
  ['workflow_runs', { run_id: 71 }],
  ['workflow_runs', { cursor: 'page=2&per_page=20' }],
] as const;

async function everyRequest() {
  const github = wholeGithub();
  for (const [name, input] of calls) await runTool(name, { repository, ...input }, github);
  await runTool('repositories_list', {}, github);
  await runTool('repositories_list', { owner: 'ada', limit: 5 }, github);
  await runTool('repositories_list', {}, { ...github, auth: 'app' });
  for (const [kind, sort] of [
    ['issues', 'updated'],
    ['pull_requests', 'comments'],
    ['repositories', 'stars'],
    ['code', undefined],
  ] as const)
    await runTool(
      'search',
      { kind, query: 'engine "in order" -label:bug', ...(sort ? { sort } : {}) },
      github,
    );
  return github.sent;
}

const official = it.skipIf(!sharedFolder);

official("sends only requests that fit GitHub's official description (needs SIDECAR_SHARED)", async () => {
  const sent = await everyRequest();
  expect(new Set(calls.map(([name]) => name)).size).toBe(Object.keys(toolExamples).length - 2);
  // The token is the connection's matter, which attaches it when a request leaves.
  const complete = sent.map((request) => ({
    ...request,
    headers: { ...request.headers, authorization: 'Bearer token' },
  }));
  expect(await specProblems('github', complete)).toBe('');
});

official('has a check that notices a wrong field (needs SIDECAR_SHARED)', async () => {
  const url = `https://api.github.com${root}/issues`;
  const headers = { authorization: 'Bearer token' };
  expect(await specProblems('github', [{ method: 'POST', url, headers, body: { title: [] } }])).toContain(
    'title',
  );
});

official('mints and revokes as the description wants it (needs SIDECAR_SHARED)', async () => {
  const sandbox = await runningSandbox();
  const person = sidecarOver(sandbox);
  await person.connectPerson();
  await person.sidecar.disconnect('github');
  const { appId, organization, privateKey } = sandbox.github.app;
  const app = sidecarOver(sandbox).sidecar;
  await app.connect('github', { auth: 'app', fields: { appId, organization, privateKey } });
  expect(apiCalls({ sandbox })).toHaveLength(5);
  const sent = sandbox.requests('github');
  const [revocation] = sent.filter(({ method }) => method === 'DELETE');
  expect(revocation?.headers.authorization).toBe('Basic hidden');
  // The check knows no call that is made with the client's name and secret.
  const checked = sent.map((request) => ({
    ...request,
    headers: { ...request.headers, authorization: 'Bearer hidden' },
  }));
  expect(await specProblems('github', checked)).toBe('');
});

it('names itself and the version that it speaks in every request', async () => {
  for (const { headers } of await everyRequest()) {
    expect(headers['user-agent']).toBe('sidecar-plugin-github');
    expect(headers['x-github-api-version']).toBe('2022-11-28');
    expect(headers.accept).toMatch(/^application\/vnd\.github/);
  }
});

it.each([
  ['https://github.acme.example', 'https://github.acme.example/api/v3'],
  ['https://github.acme.example/', 'https://github.acme.example/api/v3'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com'],
  ['https://github.com', 'https://api.github.com'],
])('asks the API of the site that a connection belongs to: %s', async (site, apiUrl) => {
  const path = new URL(apiUrl).pathname.replace(/\/$/, '');
  const github = playedApi({ [`GET ${path}${root}/issues`]: [] });
  await runTool('issues_list', { repository }, { ...github, auth: 'token', site });
  expect(github.sent[0]?.url).toContain(`${apiUrl}${root}/issues?`);
});

it('asks an Enterprise Server for nothing that it may not know', async () => {
  const prefix = `/api/v3${root}`;
  const github = playedApi({
    [`GET ${prefix}/actions/workflows`]: { workflows: [{ id: 8, name: 'CI' }] },
    [`POST ${prefix}/actions/workflows/8/dispatches`]: new Response(null, { status: 204 }),
  });
  const site = 'https://github.acme.example';
  await runTool('workflow_dispatch', { repository, workflow: 'CI', ref: 'main' }, { ...github, site });
  expect(github.sent.at(-1)?.body).toEqual({ ref: 'main' });
});

it.each([
  ['issues', 'engine', 'engine is:issue'],
  ['pull_requests', 'engine', 'engine is:pr'],
  ['issues', 'engine type:pr', 'engine type:pr'],
  ['pull_requests', 'IS:pull-request engine', 'IS:pull-request engine'],
  ['issues', 'this:is is:open', 'this:is is:open is:issue'],
  ['code', 'engine', 'engine'],
] as const)('asks for %s by %j as %j', async (kind, query, asked) => {
  const github = wholeGithub();
  await runTool('search', { kind, query }, github);
  expect(new URL(github.sent[0]?.url ?? '').searchParams.get('q')).toBe(asked);
});

it('writes whatever it is given into queries and bodies without breaking out of them', async () => {
  const nasty = 'a&per_page=100#\r\nx: y \u202E<b>"';
  const github = wholeGithub();
  await runTool('search', { kind: 'issues', query: nasty }, github);
  await runTool('pull_requests_list', { repository, base: nasty }, github);
  await runTool('issue_comment', { repository, number: 5, body: nasty }, github);
  const [search, list, commented] = github.sent.map(({ url }) => new URL(url).searchParams);
  expect([search?.get('per_page'), list?.get('per_page'), commented?.size]).toEqual(['20', '20', 0]);
  expect(list?.get('base')).toBe(nasty);
  expect(github.sent[2]?.body).toEqual({ body: nasty });
});
