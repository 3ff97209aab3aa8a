import { playedApi, recordedCalls, replay, sharedFolder } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';

function recorded(method: string, pathname: RegExp) {
  return recordedCalls('github', method, pathname);
}

const real = it.skipIf(!sharedFolder);
const repository = 'ada/engine';
const root = `/repos/${repository}`;

real('reads the recorded pages of issues and goes on by their links (needs SIDECAR_SHARED)', async () => {
  const pages = recorded('GET', /^\/repositories\/\d+\/issues$/);
  for (const page of pages) {
    const github = playedApi({ [`GET ${root}/issues`]: replay(page) });
    const read = await runTool('issues_list', { repository, state: 'all' }, github);
    const numbers = (page.response.body as { number: number }[]).map(({ number }) => number);
    expect(read).toHaveProperty(
      'issues',
      numbers.map((number) => expect.objectContaining({ number })),
    );
    const next = page.response.headers?.link?.match(/[?&](page=\d+)[^>]*>; rel="next"/)?.[1];
    expect(Reflect.get(Object(read), 'next_cursor')).toBe(next && `${next}&per_page=3`);
  }
});

real('reads a recorded issue with its comments (needs SIDECAR_SHARED)', async () => {
  const [issue] = recorded('GET', /\/issues\/1$/);
  const [comments] = recorded('GET', /\/issues\/1\/comments$/);
  const github = playedApi({
    [`GET ${root}/issues/1`]: replay(issue!),
    [`GET ${root}/issues/1/comments`]: replay(comments!),
  });
  expect(await runTool('issue_read', { repository, number: 1 }, github)).toMatchObject({
    issue: { number: 1, is_pull_request: false },
    comments: [{ author: expect.any(String) }, { body: expect.any(String) }],
    next_cursor: 'page=2&per_page=2',
  });
});

real('reads the recorded answer to a new issue (needs SIDECAR_SHARED)', async () => {
  for (const created of recorded('POST', /\/issues$/)) {
    const github = playedApi({ [`POST ${root}/issues`]: replay(created) });
    const made = await runTool('issue_create', { repository, title: 'Hi' }, github);
    expect(made).toMatchObject({ number: expect.any(Number), state: 'open' });
  }
});

real('reads the recorded pull requests and the recorded review (needs SIDECAR_SHARED)', async () => {
  const [list] = recorded('GET', /\/pulls$/);
  const read = await runTool(
    'pull_requests_list',
    { repository },
    playedApi({ [`GET ${root}/pulls`]: replay(list!) }),
  );
  expect(read).toHaveProperty('pull_requests.0.head_sha', expect.stringMatching(/^[0-9a-f]{40}$/));
  const [pull] = recorded('PATCH', /\/pulls\/\d+$/);
  const [review] = recorded('GET', /\/reviews\/\d+$/);
  const github = playedApi({
    [`GET ${root}/pulls/7`]: replay(pull!),
    [`GET ${root}/pulls/7/reviews`]: Response.json([review!.response.body]),
  });
  expect(await runTool('pull_request_read', { repository, number: 7 }, github)).toMatchObject({
    number: 7,
    reviews: [{ id: 4195643115 }],
  });
});

real('reads the recorded files (needs SIDECAR_SHARED)', async () => {
  const files = recorded('GET', /\/contents\//).filter(({ response }) => typeof response.body === 'object');
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const github = playedApi({ [`GET ${root}/contents/README.md`]: replay(file) });
    const read = await runTool('file_read', { repository, path: 'README.md' }, github);
    expect(read).toMatchObject({ type: 'file', text: expect.stringMatching(/\w/) });
  }
});

real('reads the recorded search, labels, workflows and dispatch (needs SIDECAR_SHARED)', async () => {
  const [search] = recorded('GET', /\/search\/issues$/);
  const found = await runTool(
    'search',
    { kind: 'issues', query: 'sesame' },
    playedApi({ 'GET /search/issues': replay(search!) }),
  );
  expect(found).toMatchObject({ total: 2, results: [{ kind: 'issue', number: 2 }, { kind: 'issue' }] });
  const [labels] = recorded('GET', /\/labels$/);
  const [workflows] = recorded('GET', /\/actions\/workflows$/);
  const [dispatch] = recorded('POST', /\/dispatches$/);
  const [place] = recorded('GET', /^\/repos\/viictoo\/api-playground2$/);
  const github = playedApi({
    [`GET ${root}/labels`]: replay(labels!),
    [`GET ${root}/issues`]: [],
    [`GET ${root}/actions/workflows`]: replay(workflows!),
    [`GET ${root}`]: replay(place!),
    [`POST ${root}/actions/workflows/268232428/dispatches`]: replay(dispatch!),
  });
  expect(await runTool('issues_list', { repository, labels: ['BUG'] }, github)).toEqual({ issues: [] });
  expect(await runTool('workflow_dispatch', { repository, workflow: 'ci.yml' }, github)).toEqual({
    started: true,
    ref: 'main',
  });
});
