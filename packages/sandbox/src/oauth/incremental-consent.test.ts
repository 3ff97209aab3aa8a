import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apiOf, connect, refresh } from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.google.revokeGrants());
afterAll(() => sandbox.close());

const mail = 'https://www.googleapis.com/auth/gmail.readonly';
const calendar = 'https://www.googleapis.com/auth/calendar.events.readonly';
const ask = (change: Record<string, string>, login?: string) =>
  connect(sandbox, 'google', { change, ...(login ? { login } : {}) });
const scopesOf = ({ scope }: { scope: string }) => scope.split(' ').sort();

it('gives a token only what was asked for, whatever was granted before', async () => {
  await ask({ scope: mail });
  const tokens = await ask({ scope: calendar });
  expect(scopesOf(tokens)).toEqual([calendar]);
  const api = apiOf(sandbox.google, tokens.access_token);
  expect((await api('/calendar/v3/calendars/primary/events')).status).toBe(200);
  expect((await api('/gmail/v1/users/me/messages')).status).toBe(403);
});

it('takes along what the same person has granted the same client, also over a refresh, when the app asks for that', async () => {
  await ask({ scope: mail });
  const tokens = await ask({ scope: calendar, include_granted_scopes: 'true' });
  expect(scopesOf(tokens)).toEqual([calendar, mail]);
  const renewed = await refresh(sandbox.google, 'google', tokens.refresh_token);
  const api = apiOf(sandbox.google, renewed.body.access_token);
  expect((await api('/calendar/v3/calendars/primary/events')).status).toBe(200);
  expect((await api('/gmail/v1/users/me/messages')).status).toBe(200);
  const grace = await ask({ scope: calendar, include_granted_scopes: 'true' }, 'grace@sandbox.example');
  expect(scopesOf(grace)).toEqual([calendar]);
});

it('gives a second app feature a refresh token of its own only with prompt=consent, and both stay valid', async () => {
  const first = await ask({ scope: mail });
  expect((await ask({ scope: calendar, prompt: 'select_account' })).refresh_token).toBeUndefined();
  const second = await ask({ scope: calendar });
  for (const { refresh_token } of [first, second])
    expect((await refresh(sandbox.google, 'google', refresh_token)).status).toBe(200);
});

it('ends both with one revocation', async () => {
  const first = await ask({ scope: mail });
  const second = await ask({ scope: calendar });
  const body = new URLSearchParams({ token: second.access_token });
  expect((await fetch(sandbox.google.revocationUrl, { method: 'POST', body })).status).toBe(200);
  expect((await refresh(sandbox.google, 'google', first.refresh_token)).body.error).toBe('invalid_grant');
});
