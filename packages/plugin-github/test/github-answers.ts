/** Answers of GitHub's API, as short as they can be, for the conformance suites. */
const user = { id: 1, login: 'ada' };
const times = { created_at: '2026-01-30T12:00:00Z', updated_at: '2026-01-31T12:00:00Z' };
const issue = {
  number: 5,
  title: 'The engine stutters',
  body: 'When it is cold.',
  state: 'open',
  state_reason: null,
  html_url: 'https://github.com/ada/engine/issues/5',
  repository_url: 'https://api.github.com/repos/ada/engine',
  user,
  labels: [{ name: 'bug' }],
  assignees: [user],
  milestone: { title: 'First run' },
  comments: 1,
  ...times,
};
const comment = {
  id: 51,
  body: 'Oil it.',
  user: { id: 2, login: 'grace' },
  created_at: '2026-01-31T12:00:00Z',
  html_url: 'https://github.com/ada/engine/issues/5#issuecomment-51',
};
const pull = {
  number: 6,
  title: 'Warm it up first',
  body: 'Closes #5',
  state: 'open',
  draft: false,
  html_url: 'https://github.com/ada/engine/pull/6',
  user,
  labels: [{ name: 'bug' }],
  requested_reviewers: [{ id: 2, login: 'grace' }],
  head: { label: 'ada:warm', ref: 'warm', sha: 'a'.repeat(40) },
  base: { label: 'ada:main', ref: 'main', sha: 'b'.repeat(40) },
  mergeable: true,
  mergeable_state: 'clean',
  commits: 1,
  changed_files: 1,
  additions: 1,
  deletions: 1,
  ...times,
};
const review = {
  id: 61,
  user: { id: 2, login: 'grace' },
  state: 'APPROVED',
  body: 'Good.',
  submitted_at: '2026-01-31T12:00:00Z',
  html_url: 'https://github.com/ada/engine/pull/6#pullrequestreview-61',
};
const repository = {
  full_name: 'ada/engine',
  description: 'Notes on an engine',
  private: true,
  fork: false,
  archived: false,
  default_branch: 'main',
  language: 'TypeScript',
  stargazers_count: 3,
  pushed_at: '2026-01-31T12:00:00Z',
  html_url: 'https://github.com/ada/engine',
  owner: user,
};
const run = {
  id: 71,
  name: 'CI',
  display_title: 'Warm it up first',
  status: 'completed',
  conclusion: 'success',
  event: 'push',
  head_branch: 'main',
  head_sha: 'a'.repeat(40),
  run_attempt: 1,
  actor: user,
  html_url: 'https://github.com/ada/engine/actions/runs/71',
  ...times,
};

/** What the API answers about one repository with one of everything. */
export const githubAnswers = { user, issue, comment, pull, review, repository, run };
