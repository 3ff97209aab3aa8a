import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fakeGithub } from '../test/fake-github.ts';
import { runTool } from '../test/run-tool.ts';
import { sharedFolder } from '../test/spec-problems.ts';

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

function recorded(method: string, pathname: RegExp): Recorded[] {
  const lines = readFileSync(path.join(sharedFolder ?? '', 'recorded/github.jsonl'), 'utf8').split('\n');
  const calls = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
  const found = calls.filter((call) => call.method === method && pathname.test(new URL(call.url).pathname));
  if (found.length === 0) throw new Error(`Nothing was recorded for ${method} ${pathname}`);
  return found;
}

function replay({ response: { status, headers = {}, body } }: Recorded): Response {
  const link = headers.link ? { link: headers.link } : {};
  if (status === 204) return new Response(null, { status });
  return Response.json(body, { status, headers: link });
}

const real = it.skipIf(!sharedFolder);
const repository = 'ada/engine';
const root = `/repos/${repository}`;

real('reads the recorded pages of issues and goes on by their links (needs SIDECAR_SHARED)', async () => {
  const pages = recorded('GET', /^\/repositories\/\d+\/issues$/);
  for (const page of pages) {
    const github = fakeGithub({ [`GET ${root}/issues`]: replay(page) });
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
  const github = fakeGithub({
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
    const github = fakeGithub({ [`POST ${root}/issues`]: replay(created) });
    const made = await runTool('issue_create', { repository, title: 'Hi' }, github);
    expect(made).toMatchObject({ number: expect.any(Number), state: 'open' });
  }
});

real('reads the recorded pull requests and the recorded review (needs SIDECAR_SHARED)', async () => {
  const [list] = recorded('GET', /\/pulls$/);
  const read = await runTool(
    'pull_requests_list',
    { repository },
    fakeGithub({ [`GET ${root}/pulls`]: replay(list!) }),
  );
  expect(read).toHaveProperty('pull_requests.0.head_sha', expect.stringMatching(/^[0-9a-f]{40}$/));
  const [pull] = recorded('PATCH', /\/pulls\/\d+$/);
  const [review] = recorded('GET', /\/reviews\/\d+$/);
  const github = fakeGithub({
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
    const github = fakeGithub({ [`GET ${root}/contents/README.md`]: replay(file) });
    const read = await runTool('file_read', { repository, path: 'README.md' }, github);
    expect(read).toMatchObject({ type: 'file', text: expect.stringMatching(/\w/) });
  }
});

real('reads the recorded search, labels, workflows and dispatch (needs SIDECAR_SHARED)', async () => {
  const [search] = recorded('GET', /\/search\/issues$/);
  const found = await runTool(
    'search',
    { kind: 'issues', query: 'sesame' },
    fakeGithub({ 'GET /search/issues': replay(search!) }),
  );
  expect(found).toMatchObject({ total: 2, results: [{ kind: 'issue', number: 2 }, { kind: 'issue' }] });
  const [labels] = recorded('GET', /\/labels$/);
  const [workflows] = recorded('GET', /\/actions\/workflows$/);
  const [dispatch] = recorded('POST', /\/dispatches$/);
  const [place] = recorded('GET', /^\/repos\/viictoo\/api-playground2$/);
  const github = fakeGithub({
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
