import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAt, githubOf } from '../../test/github.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let api: ReturnType<typeof githubOf>;
beforeAll(async () => {
  sandbox = await startSandbox();
  api = githubOf(sandbox, (await connectAt(sandbox)).access_token);
});
afterAll(() => sandbox.close());

const engine = '/repos/engine-society/engine';
const stranger = '/repos/grace-sandbox/compiler';

describe('tokens', () => {
  test('refuses requests without a token, with a wrong one, and without a user agent', async () => {
    expect((await githubOf(sandbox, 'wrong')('GET /user')).body.message).toBe('Bad credentials');
    const bare = await fetch(`${sandbox.github.apiUrl}/user`, { headers: { 'user-agent': 'test' } });
    expect([bare.status, await bare.json()]).toEqual([
      401,
      expect.objectContaining({ message: 'Requires authentication' }),
    ]);
    const silent = await api('GET /user', undefined, { 'user-agent': '' });
    expect(silent.status).toBe(403);
  });

  test('refuses versions and forms that it does not have', async () => {
    expect((await api('GET /user', undefined, { 'x-github-api-version': '1999-01-01' })).status).toBe(400);
    expect((await api('GET /user', undefined, { accept: 'text/html' })).status).toBe(415);
  });

  test('shows a GitHub App only where it is installed, and what is public', async () => {
    expect((await api(`GET ${engine}`)).status).toBe(200);
    expect((await api('GET /repos/ada-sandbox/diary')).status).toBe(404);
    expect((await api(`GET ${stranger}/issues`)).status).toBe(200);
    const refused = await api(`POST ${stranger}/issues`, { title: 'Hello' });
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('issues=write');
  });

  test('holds an OAuth App to its scopes, and says which it has', async () => {
    const client = sandbox.github.oauthAppClient;
    const { access_token } = await connectAt(sandbox, client, { scope: 'public_repo' });
    const own = githubOf(sandbox, access_token);
    const hidden = await own(`GET ${engine}/issues`);
    expect([hidden.status, hidden.headers.get('x-oauth-scopes')]).toEqual([404, 'public_repo']);
    expect((await own('POST /repos/engine-society/website/issues', { title: 'Hello' })).status).toBe(201);
    const { body } = await own('GET /user/repos');
    expect(body.map(({ private: isPrivate }: { private: boolean }) => isPrivate)).toEqual([false]);
  });

  test('holds a fine-grained token to its repositories and permissions', async () => {
    const login = 'ada@sandbox.example';
    const repositories = ['engine-society/engine'];
    const token = sandbox.github.createToken({ login, repositories, permissions: { issues: 'read' } });
    const own = githubOf(sandbox, token);
    expect((await own(`GET ${engine}/issues`)).status).toBe(200);
    const refused = await own(`GET ${engine}/contents/README.md`);
    expect(refused.body.message).toBe('Resource not accessible by personal access token');
    expect((await own('GET /repos/ada-sandbox/diary')).status).toBe(404);
  });
});

describe('apps', () => {
  const { appId } = { appId: '4711' };
  const nowSeconds = () => Math.floor(Date.now() / 1000);

  function assertion(claims: object, key = sandbox.github.app.privateKey, alg = 'RS256') {
    const text = [{ alg }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
  }

  const find = (token: string) => githubOf(sandbox, token)('GET /orgs/engine-society/installation');

  test('takes a fresh statement of the app, and makes tokens of an hour', async () => {
    const token = assertion({ iss: appId, iat: nowSeconds() - 60, exp: nowSeconds() + 540 });
    const { body: installation } = await find(token);
    expect(installation).toMatchObject({ app_id: 4711, account: { login: 'engine-society' } });
    const path = `POST /app/installations/${installation.id}/access_tokens`;
    const minted = await githubOf(sandbox, token)(path);
    expect(minted.status).toBe(201);
    expect(Date.parse(minted.body.expires_at) - Date.now()).toBeGreaterThan(3_500_000);
    const own = githubOf(sandbox, minted.body.token);
    expect((await own('GET /installation/repositories')).body.total_count).toBe(2);
    expect((await own('GET /user')).status).toBe(403);
    expect((await githubOf(sandbox, token)('GET /orgs/nobody/installation')).status).toBe(404);
  });

  test.each([
    ['of another app', () => assertion({ iss: '1', iat: nowSeconds() - 60, exp: nowSeconds() + 60 })],
    ['that is over', () => assertion({ iss: appId, iat: nowSeconds() - 600, exp: nowSeconds() - 1 })],
    ['from the future', () => assertion({ iss: appId, iat: nowSeconds() + 60, exp: nowSeconds() + 120 })],
    ['that lives too long', () => assertion({ iss: appId, iat: nowSeconds(), exp: nowSeconds() + 3_600 })],
    [
      'with another key',
      () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
        return assertion({ iss: appId, iat: nowSeconds() - 60, exp: nowSeconds() + 60 }, pem);
      },
    ],
    [
      'by another algorithm',
      () => assertion({ iss: appId, iat: 1, exp: nowSeconds() + 60 }, undefined, 'none'),
    ],
    ['that is none', () => 'not.a.token'],
  ])('refuses a statement %s', async (_, make) => {
    expect((await find(make())).status).toBe(401);
  });
});

describe('input', () => {
  test.each<[string, string, (object | undefined)?]>([
    ['an unknown field', `POST ${engine}/issues`, { title: 'a', colour: 'red' }],
    ['a field of another type', `POST ${engine}/issues`, { title: 5 }],
    ['a field that is missing', `POST ${engine}/issues`, {}],
    ['an empty title', `POST ${engine}/issues`, { title: ' ' }],
    ['a milestone that is not there', `PATCH ${engine}/issues/1`, { milestone: 99 }],
    ['nobody to assign', `PATCH ${engine}/issues/1`, { assignees: ['nobody'] }],
    ['a state that is none', `GET ${engine}/issues?state=half`, undefined],
    ['a milestone by its title', `GET ${engine}/issues?milestone=First`, undefined],
    ['an empty comment', `POST ${engine}/issues/1/comments`, { body: '' }],
    ['a pull request from nowhere', `POST ${engine}/pulls`, { title: 'a', head: 'no', base: 'main' }],
    ['a review without a word', `POST ${engine}/pulls/2/reviews`, { event: 'COMMENT' }],
    [
      'a remark on another file',
      `POST ${engine}/pulls/2/reviews`,
      { event: 'APPROVE', comments: [{ path: 'no', body: 'x', line: 1 }] },
    ],
    ['a search for issues and pull requests at once', 'GET /search/issues?q=engine'],
    ['a search for nothing', 'GET /search/issues?q=', undefined],
    ['a search without a word', 'GET /search/code?q=repo:engine-society/engine', undefined],
    ['a search by an unknown qualifier', 'GET /search/issues?q=is:issue+colour:red', undefined],
    [
      'a page beyond the thousandth result',
      'GET /search/issues?q=a+is:issue&per_page=100&page=11',
      undefined,
    ],
    [
      'a workflow that nobody may start',
      `POST ${engine}/actions/workflows/ci.yml/dispatches`,
      { ref: 'main' },
    ],
  ])('refuses %s', async (_, line, body) => {
    const answer = await api(line, body);
    expect([answer.status, typeof answer.body.message]).toEqual([422, 'string']);
  });

  test.each([
    ['an issue that is not there', `GET ${engine}/issues/999`],
    ['an issue as a pull request', `GET ${engine}/pulls/1`],
    ['a branch that is not there', `GET ${engine}/contents/README.md?ref=no`],
    ['a path that it does not have', 'GET /gists'],
  ])('does not know %s', async (_, line) => {
    expect(await api(line)).toMatchObject({ status: 404, body: { message: expect.any(String) } });
  });

  test('refuses what is no JSON', async () => {
    const { access_token: token } = await connectAt(sandbox);
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test' };
    const url = `${sandbox.github.apiUrl}${engine}/issues`;
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
  });

  test('leaves names out that somebody without the right to push gives, and says nothing', async () => {
    const client = sandbox.github.oauthAppClient;
    const own = githubOf(sandbox, (await connectAt(sandbox, client)).access_token);
    const { status, body } = await own(`POST ${stranger}/issues`, { title: 'Hello', labels: ['bug'] });
    expect([status, body.labels]).toEqual([201, []]);
  });
});

describe('answers', () => {
  test('links pages, and redirects from a former name', async () => {
    const first = await api(`GET ${engine}/issues?per_page=2&state=all`);
    expect(first.headers.get('link')).toMatch(/\/repositories\/\d+\/issues\?.*page=2>; rel="next"/);
    const last = await api(`GET ${engine}/issues?per_page=2&state=all&page=3`);
    expect(last.headers.get('link')).not.toContain('rel="next"');
    const moved = await api('GET /repos/engine-society/difference-engine/issues/1');
    expect(moved.body.number).toBe(1);
  });

  test('counts calls, with a limit of its own for searches', async () => {
    const before = Number((await api('GET /user')).headers.get('x-ratelimit-remaining'));
    const { headers } = await api('GET /search/repositories?q=engine');
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-resource')]).toEqual(['30', 'search']);
    expect(Number((await api('GET /user')).headers.get('x-ratelimit-remaining'))).toBe(before - 1);
  });
});
