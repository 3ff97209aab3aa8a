import type { PluginSuiteOptions } from '@sidecar/testing';
import { githubAnswers } from './github-answers.ts';

const { user, issue, comment, pull, review, repository, run } = githubAnswers;
const path = '/repos/:owner/:name';
const labels = {
  method: 'GET',
  path: `${path}/labels`,
  body: [{ name: 'bug' }, { name: 'good first issue' }],
};
const milestones = { method: 'GET', path: `${path}/milestones`, body: [{ number: 2, title: 'First run' }] };
const assignees = { method: 'GET', path: `${path}/assignees`, body: [{ login: 'ada' }] };
const workflows = {
  method: 'GET',
  path: `${path}/actions/workflows`,
  body: { workflows: [{ id: 8, name: 'CI', path: '.github/workflows/ci.yml' }] },
};
const file = {
  type: 'file',
  path: 'README.md',
  sha: 'c'.repeat(40),
  size: 9,
  encoding: 'base64',
  content: 'IyBFbmdpbmUK\n',
};

/** An example of each tool, the same for every auth method. */
export const toolExamples: PluginSuiteOptions['examples'] = {
  issues_list: {
    input: { repository: 'ada/engine', labels: ['Bug'], milestone: 'first run', assignee: '@ada' },
    answers: [
      labels,
      milestones,
      { method: 'GET', path: `${path}/issues`, body: [issue, { ...issue, number: 6, pull_request: {} }] },
    ],
  },
  issue_read: {
    input: { repository: 'ada/engine', number: 5 },
    answers: [
      { method: 'GET', path: `${path}/issues/5`, body: issue },
      { method: 'GET', path: `${path}/issues/5/comments`, body: [comment] },
    ],
  },
  issue_create: {
    input: {
      repository: 'ada/engine',
      title: 'The engine stutters',
      labels: ['bug'],
      assignees: ['ada'],
      milestone: 'First run',
    },
    answers: [
      labels,
      milestones,
      assignees,
      { method: 'POST', path: `${path}/issues`, status: 201, body: issue },
    ],
  },
  issue_update: {
    input: { repository: 'ada/engine', number: 5, state: 'closed', state_reason: 'completed' },
    answers: [{ method: 'PATCH', path: `${path}/issues/5`, body: { ...issue, state: 'closed' } }],
  },
  issue_comment: {
    input: { repository: 'ada/engine', number: 5, body: 'Oil it.' },
    answers: [{ method: 'POST', path: `${path}/issues/5/comments`, status: 201, body: comment }],
    output: { id: 51, url: 'https://github.com/ada/engine/issues/5#issuecomment-51' },
  },
  pull_requests_list: {
    input: { repository: 'ada/engine', head: 'ada:warm', base: 'main' },
    answers: [{ method: 'GET', path: `${path}/pulls`, body: [pull] }],
  },
  pull_request_read: {
    input: { repository: 'ada/engine', number: 6 },
    answers: [
      { method: 'GET', path: `${path}/pulls/6`, body: pull },
      { method: 'GET', path: `${path}/pulls/6/reviews`, body: [review] },
    ],
  },
  pull_request_diff: {
    input: { repository: 'ada/engine', number: 6 },
    answers: [
      {
        method: 'GET',
        path: `${path}/pulls/6/files`,
        body: [
          {
            filename: 'engine.ts',
            previous_filename: 'old.ts',
            status: 'renamed',
            additions: 1,
            deletions: 1,
            patch: '@@ -1 +1 @@\n-cold\n+warm',
          },
        ],
      },
    ],
  },
  pull_request_create: {
    input: { repository: 'ada/engine', title: 'Warm it up first', head: 'warm', base: 'main' },
    answers: [{ method: 'POST', path: `${path}/pulls`, status: 201, body: pull }],
  },
  pull_request_review: {
    input: {
      repository: 'ada/engine',
      number: 6,
      verdict: 'approve',
      body: 'Good.',
      comments: [{ path: 'engine.ts', line: 1, body: 'Nice.' }],
    },
    answers: [{ method: 'POST', path: `${path}/pulls/6/reviews`, body: review }],
  },
  pull_request_merge: {
    input: { repository: 'ada/engine', number: 6, method: 'squash', sha: 'a'.repeat(40) },
    answers: [
      {
        method: 'PUT',
        path: `${path}/pulls/6/merge`,
        body: { sha: 'd'.repeat(40), merged: true, message: 'Pull Request successfully merged' },
      },
    ],
    output: { merged: true, sha: 'd'.repeat(40) },
  },
  repositories_list: {
    input: { owner: 'ada' },
    answers: [
      {
        method: 'GET',
        path: '/orgs/ada/repos',
        status: 404,
        body: { message: 'Not Found' },
        ordinary: [404],
      },
      { method: 'GET', path: '/users/ada/repos', body: [repository] },
    ],
  },
  file_read: [
    {
      input: { repository: 'ada/engine', path: 'README.md', ref: 'main' },
      answers: [{ method: 'GET', path: `${path}/contents/README.md`, body: file }],
      output: { type: 'file', path: 'README.md', sha: 'c'.repeat(40), size: 9, text: '# Engine\n' },
    },
    {
      input: { repository: 'ada/engine', path: 'src' },
      answers: [
        { method: 'GET', path: `${path}/contents/src`, body: [{ name: 'engine.ts', type: 'file', size: 4 }] },
      ],
      output: { type: 'directory', path: 'src', entries: [{ name: 'engine.ts', type: 'file', size: 4 }] },
    },
  ],
  search: [
    {
      input: { kind: 'issues', query: 'engine is:issue', sort: 'updated' },
      answers: [
        {
          method: 'GET',
          path: '/search/issues',
          body: { total_count: 1, incomplete_results: false, items: [issue] },
        },
      ],
    },
    {
      input: { kind: 'pull_requests', query: 'engine review-requested:@me' },
      answers: [
        {
          method: 'GET',
          path: '/search/issues',
          body: { total_count: 1, incomplete_results: false, items: [{ ...issue, pull_request: {} }] },
        },
      ],
    },
    {
      input: { kind: 'code', query: 'engine repo:ada/engine' },
      answers: [
        {
          method: 'GET',
          path: '/search/code',
          body: {
            total_count: 1,
            incomplete_results: false,
            items: [
              {
                path: 'engine.ts',
                repository: { full_name: 'ada/engine' },
                html_url: 'https://github.com/ada/engine/blob/main/engine.ts',
                text_matches: [{ fragment: 'start the engine' }],
              },
            ],
          },
        },
      ],
    },
    {
      input: { kind: 'repositories', query: 'engine', sort: 'stars' },
      answers: [
        {
          method: 'GET',
          path: '/search/repositories',
          body: { total_count: 1, incomplete_results: false, items: [repository] },
        },
      ],
    },
  ],
  workflow_dispatch: {
    input: { repository: 'ada/engine', workflow: 'ci.yml', inputs: { level: 'fast' } },
    answers: [
      workflows,
      { method: 'GET', path, body: repository },
      {
        method: 'POST',
        path: `${path}/actions/workflows/8/dispatches`,
        body: { workflow_run_id: 71, html_url: run.html_url, run_url: 'https://api.github.com/x' },
      },
    ],
    output: { started: true, ref: 'main', run_id: 71, url: run.html_url },
  },
  workflow_runs: [
    {
      input: { repository: 'ada/engine', workflow: 'CI', branch: 'main', status: 'success', event: 'push' },
      answers: [
        workflows,
        {
          method: 'GET',
          path: `${path}/actions/workflows/8/runs`,
          body: { total_count: 1, workflow_runs: [run] },
        },
      ],
    },
    {
      input: { repository: 'ada/engine', run_id: 71 },
      answers: [{ method: 'GET', path: `${path}/actions/runs/71`, body: run }],
    },
  ],
};

/** What `GET /user` answers to a person's token. */
export const personAnswer = { method: 'GET', path: '/user', body: user };
