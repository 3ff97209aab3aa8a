import { expect, it } from 'vitest';
import { sandboxGithub } from '../test/sandbox-github.ts';

const repository = 'engine-society/engine';

it('reads, reviews and merges a pull request', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const { pull_requests: pulls } = await sidecar.run('pull_requests_list', {
    repository,
    head: 'engine-society:warm-up',
  });
  expect(pulls).toMatchObject([{ number: 2, state: 'open', base: 'main' }]);
  const { files } = await sidecar.run('pull_request_diff', { repository, number: 2 });
  expect(files.map(({ path, status }) => [path, status])).toEqual([
    ['docs/warm.md', 'added'],
    ['src/engine.ts', 'modified'],
  ]);
  expect(files[1]?.diff).toContain("-  return 'cold';\n+  return 'warm';");
  const comments = [{ path: 'src/engine.ts', line: 2, body: 'Nice.' }];
  const review = await sidecar.run('pull_request_review', {
    repository,
    number: 2,
    verdict: 'approve',
    comments,
  });
  expect(review).toMatchObject({ state: 'approved', author: 'ada-sandbox' });
  const pull = await sidecar.run('pull_request_read', { repository, number: 2 });
  expect(pull).toMatchObject({
    mergeable: true,
    mergeable_state: 'clean',
    changed_files: 2,
    reviews: [{ id: review.id }],
  });
  const merged = await sidecar.run('pull_request_merge', {
    repository,
    number: 2,
    sha: pull.head_sha,
    method: 'squash',
  });
  expect(merged.merged).toBe(true);
  const read = await sidecar.run('file_read', { repository, path: 'docs/warm.md' });
  expect(read.text).toBe('Warm it up first.\n');
  expect(await sidecar.run('pull_request_read', { repository, number: 2 })).toMatchObject({
    state: 'merged',
  });
});

it('opens a pull request, and says what GitHub has against a second one', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson('grace@sandbox.example');
  const wanted = { repository, title: 'Again', head: 'warm-up', base: 'main' };
  await expect(sidecar.run('pull_request_create', wanted)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('A pull request already exists for engine-society:warm-up.'),
    fields: [{ path: 'head' }],
  });
  await sidecar.run('issue_update', { repository, number: 2, state: 'closed' });
  await expect(sidecar.run('pull_request_create', { ...wanted, draft: true })).resolves.toMatchObject({
    state: 'draft',
    head: 'engine-society:warm-up',
  });
});

it('says why a pull request cannot be merged: a conflict, a newer commit, one’s own', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson('grace@sandbox.example');
  await sidecar.run('pull_request_merge', { repository, number: 2 });
  await expect(sidecar.run('pull_request_merge', { repository, number: 5 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('not mergeable'),
  });
  expect(await sidecar.run('pull_request_read', { repository, number: 5 })).toMatchObject({
    mergeable: false,
    mergeable_state: 'dirty',
  });
  const sha = 'f'.repeat(40);
  await expect(sidecar.run('pull_request_merge', { repository, number: 4, sha })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Head branch was modified'),
  });
  await expect(
    sidecar.run('pull_request_review', { repository, number: 5, verdict: 'approve' }),
  ).rejects.toMatchObject({
    code: 'provider_rejected',
    message: expect.stringContaining('Can not approve your own pull request'),
  });
});

it('gives a long diff in parts that make the whole', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const whole = await sidecar.run('pull_request_diff', { repository, number: 4, max_characters: 200_000 });
  expect(whole).not.toHaveProperty('next_cursor');
  const parts = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const input = { repository, number: 4, max_characters: 3_000, ...(cursor ? { cursor } : {}) };
    const part = await sidecar.run('pull_request_diff', input);
    for (const { path, diff } of part.files) parts.set(path, (parts.get(path) ?? '') + diff);
    cursor = part.next_cursor;
  } while (cursor);
  expect([...parts]).toEqual(whole.files.map(({ path, diff }) => [path, diff]));
});
