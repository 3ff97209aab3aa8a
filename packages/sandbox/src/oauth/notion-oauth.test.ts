import { afterAll, beforeAll, expect, test } from 'vitest';
import { notionAuthorization, notionCaller, notionTokenCall, notionTokens } from '../../test/notion-app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const refresh = (token: string) => ({ grant_type: 'refresh_token', refresh_token: token });

test('tokens come with the workspace and the person, and without a lifetime or scopes', async () => {
  const { status, body } = await notionTokens(sandbox, 'grace@sandbox.example');
  expect(status).toBe(200);
  expect(Object.keys(body).toSorted()).toEqual([
    'access_token',
    'bot_id',
    'duplicated_template_id',
    'owner',
    'refresh_token',
    'request_id',
    'token_type',
    'workspace_icon',
    'workspace_id',
    'workspace_name',
  ]);
  expect(body.owner.user).toMatchObject({ name: 'Grace Hopper', person: { email: 'grace@sandbox.example' } });
});

test('each refresh gives another refresh token, and the used one ends everything', async () => {
  const { body: first } = await notionTokens(sandbox);
  const second = await notionTokenCall(sandbox, refresh(first.refresh_token));
  expect(second.status).toBe(200);
  expect(second.body.refresh_token).not.toBe(first.refresh_token);
  const again = await notionTokenCall(sandbox, refresh(first.refresh_token));
  expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const call = notionCaller(sandbox, second.body.access_token);
  expect((await call('GET /v1/users/me')).status).toBe(401);
});

test('revoking ends the token that is named', async () => {
  const { body } = await notionTokens(sandbox);
  const url = sandbox.notion.revocationUrl;
  expect(await notionTokenCall(sandbox, { token: body.access_token }, { url })).toMatchObject({
    status: 200,
    body: { request_id: expect.any(String) },
  });
  expect((await notionCaller(sandbox, body.access_token)('GET /v1/users/me')).status).toBe(401);
  expect((await notionTokenCall(sandbox, refresh(body.refresh_token))).status).toBe(200);
});

test('a code works once, with the redirect URI that it was made for', async () => {
  const callback = await sandbox.consent(notionAuthorization(sandbox));
  const code = new URL(callback).searchParams.get('code') ?? '';
  const other = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: 'http://localhost:1/callback/notion',
  };
  expect(await notionTokenCall(sandbox, other)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  });
});

test.each([
  ['another redirect URI', { redirect_uri: 'http://localhost:8217/callback/notion/' }],
  ['no owner', { owner: null }],
  ['another owner', { owner: 'workspace' }],
  ['an unknown client', { client_id: 'nobody' }],
])('an authorization request with %s is refused on a page', async (_, change) => {
  await expect(sandbox.consent(notionAuthorization(sandbox, change))).rejects.toThrow(/refuses/);
});

test('a wrong secret is refused with 401', async () => {
  const answer = await notionTokenCall(sandbox, refresh('x'), { secret: 'wrong' });
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('a form, and JSON that is none, are refused', async () => {
  const { tokenUrl, client } = sandbox.notion;
  const authorization = `Basic ${btoa(`${client.id}:${client.secret}`)}`;
  const form = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(refresh('x')),
  });
  expect(form.status).toBe(400);
  const headers = { authorization, 'content-type': 'application/json' };
  const torn = await fetch(tokenUrl, { method: 'POST', headers, body: '{"grant_type":' });
  expect(await torn.json()).toMatchObject({ error: 'invalid_request' });
});

test('the secret is taken from the Basic header only', async () => {
  const { tokenUrl, client } = sandbox.notion;
  const body = JSON.stringify({ ...refresh('x'), client_id: client.id, client_secret: client.secret });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(tokenUrl, { method: 'POST', headers, body });
  expect(response.status).toBe(401);
});
