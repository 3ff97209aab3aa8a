import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { playedApi, sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { botAnswer, listAnswer } from '../test/answers.ts';
import { notion } from './index.ts';

const redirectUri = 'http://localhost:8217/callback/notion';

/** The callback URL that Notion sends a consenting person to. */
async function consent(authUrl: string): Promise<string> {
  const { searchParams } = new URL(authUrl);
  const callback = new URL(searchParams.get('redirect_uri') ?? '');
  callback.searchParams.set('state', searchParams.get('state') ?? '');
  callback.searchParams.set('code', 'code-of-notion');
  return callback.href;
}

/** A connection with a played Notion, which refuses the first token once, and the requests that were sent. */
async function connected(token: () => Response | object = issueTokens()) {
  const { fetch, sent } = playedApi({
    'POST /v1/oauth/token': token,
    'POST /v1/oauth/revoke': { request_id: 'r' },
    'GET /v1/users/me': botAnswer,
    'POST /v1/search': ({ headers }) =>
      headers.authorization === 'Bearer access-1' ? Response.json({}, { status: 401 }) : listAnswer([]),
  });
  const client = { id: 'app', secret: 'secret of the app' };
  const plugins = [notion({ client })];
  const sidecar = createSidecar({ plugins, store: memoryStore(), fetch: fetch as typeof globalThis.fetch });
  const authUrls: string[] = [];
  const prompt = (url: string) => {
    authUrls.push(url);
    return consent(url);
  };
  await sidecar.connect('notion', { via: pasteUrl({ redirectUri, prompt }) });
  return { sidecar, sent, authUrls, oauth: () => sent.filter(({ url }) => url.includes('/oauth/')) };
}

function issueTokens() {
  let issued = 0;
  return () => {
    issued += 1;
    return { access_token: `access-${issued}`, refresh_token: `refresh-${issued}`, token_type: 'bearer' };
  };
}

it.skipIf(!sharedFolder)('authorizes as the description wants it (needs SIDECAR_SHARED)', async () => {
  const { sidecar, authUrls, oauth } = await connected();
  await sidecar.run('pages_search', {});
  const visits = authUrls.map((url) => ({ method: 'GET', url, headers: {} }));
  expect(oauth()).toHaveLength(2);
  expect(await specProblems('oauth', [...visits, ...oauth()])).toBe('');
});

it('sends the person to Notion as a user, without scopes and without PKCE', async () => {
  const { authUrls } = await connected();
  const { origin, pathname, searchParams } = new URL(authUrls[0] ?? '');
  expect(origin + pathname).toBe('https://api.notion.com/v1/oauth/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'app',
    response_type: 'code',
    redirect_uri: redirectUri,
    owner: 'user',
    state: expect.stringMatching(/./),
  });
});

it('exchanges and refreshes with JSON and Basic', async () => {
  const { sidecar, oauth } = await connected();
  await sidecar.run('pages_search', {});
  const headers = {
    authorization: `Basic ${btoa('app:secret+of+the+app')}`,
    'content-type': 'application/json',
  };
  expect(oauth().map(({ body }) => body)).toEqual([
    { grant_type: 'authorization_code', code: 'code-of-notion', redirect_uri: redirectUri },
    { grant_type: 'refresh_token', refresh_token: 'refresh-1' },
  ]);
  for (const request of oauth())
    expect(request.headers).toMatchObject({ 'content-type': headers['content-type'] });
  for (const request of oauth()) expect(request.headers.authorization).toMatch(/^Basic /);
});

it('revokes both tokens with JSON and Basic', async () => {
  const { sidecar, oauth } = await connected();
  await expect(sidecar.disconnect('notion')).resolves.toMatchObject({ revoked: true });
  const revocations = oauth().filter(({ url }) => url.endsWith('/revoke'));
  expect(revocations.map(({ body }) => body)).toEqual([{ token: 'refresh-1' }, { token: 'access-1' }]);
  for (const { headers } of revocations)
    expect(headers).toMatchObject({
      authorization: `Basic ${btoa('app:secret of the app')}`,
      'content-type': 'application/json',
    });
});

it.each([
  { error: 'invalid_grant', error_description: 'Invalid refresh token.' },
  { object: 'error', status: 400, code: 'invalid_grant', message: 'Invalid refresh token.' },
])('wants a new sign-in when the refresh token is dead, told as %j', async (refusal) => {
  let asked = 0;
  const { sidecar } = await connected(() => {
    asked += 1;
    return asked === 1
      ? { access_token: 'access-1', refresh_token: 'r' }
      : Response.json(refusal, { status: 400 });
  });
  await expect(sidecar.run('pages_search', {})).rejects.toMatchObject({ code: 'needs_reauth' });
});
