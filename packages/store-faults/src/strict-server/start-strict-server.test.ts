import { expect, it, onTestFinished } from 'vitest';
import { startStrictServer } from './start-strict-server.ts';
import type { StrictServer } from './strict-server.ts';

async function server(options?: Parameters<typeof startStrictServer>[0]): Promise<StrictServer> {
  const started = await startStrictServer(options);
  onTestFinished(() => started.close());
  return started;
}

async function refresh({ endpoints: { tokenUrl, client } }: StrictServer, refreshToken: string) {
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  });
  const body: Readonly<Record<string, unknown>> = JSON.parse(await answer.text());
  return {
    status: answer.status,
    error: body.error,
    accessToken: String(body.access_token),
    refreshToken: String(body.refresh_token),
  };
}

it('rotates, and says of each token whether it lives', async () => {
  const strict = await server();
  const { grantId, refreshToken } = await strict.issue();
  expect(await strict.isLive(refreshToken)).toBe(true);
  const first = await refresh(strict, refreshToken);
  expect(await strict.isLive(refreshToken)).toBe(false);
  expect(await strict.isLive(first.accessToken)).toBe(true);
  const second = await refresh(strict, first.refreshToken);
  expect(await strict.isLive(second.refreshToken)).toBe(true);
  expect(await strict.isGrantAlive(grantId)).toBe(true);
  expect([strict.requestCount, strict.rotationCount]).toEqual([2, 2]);
});

it('ends a grant, and no other, with all its tokens when a refresh token comes twice', async () => {
  const strict = await server();
  const { grantId, refreshToken } = await strict.issue();
  const other = await strict.issue();
  const first = await refresh(strict, refreshToken);
  expect(await refresh(strict, refreshToken)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await strict.isGrantAlive(grantId)).toBe(false);
  expect(await strict.isLive(first.accessToken)).toBe(false);
  expect(await strict.isLive(first.refreshToken)).toBe(false);
  expect(await strict.isGrantAlive(other.grantId)).toBe(true);
});

it('serves one of two requests that come together with the same refresh token, and ends the grant', async () => {
  const strict = await server();
  const { grantId, refreshToken } = await strict.issue();
  const answers = await Promise.all([refresh(strict, refreshToken), refresh(strict, refreshToken)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(await strict.isGrantAlive(grantId)).toBe(false);
});

it('answers a repeat with further tokens within a period of grace, and ends the grant after it', async () => {
  const strict = await server({ graceMs: 60_000 });
  const { grantId, refreshToken } = await strict.issue();
  const answers = [await refresh(strict, refreshToken), await refresh(strict, refreshToken)];
  expect(new Set(answers.map(({ accessToken }) => accessToken)).size).toBe(2);
  expect(await strict.isGrantAlive(grantId)).toBe(true);
  const hasty = await server({ graceMs: 1 });
  const { grantId: hastyId, refreshToken: hastyToken } = await hasty.issue();
  await refresh(hasty, hastyToken);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await refresh(hasty, hastyToken);
  expect(await hasty.isGrantAlive(hastyId)).toBe(false);
});

it('has rotated before it holds an answer back, and not when it hangs or refuses', async () => {
  const strict = await server();
  const { refreshToken } = await strict.issue();
  strict.fail({ status: 503 }, { times: 1 });
  expect(await refresh(strict, refreshToken).catch(() => 'illegible')).toBe('illegible');
  strict.fail('hang', { times: 1 });
  const cut = refresh(strict, refreshToken).catch(() => 'cut');
  await strict.arrived(2);
  strict.recover();
  expect(await cut).toBe('cut');
  expect(await strict.isLive(refreshToken)).toBe(true);
  expect(strict.rotationCount).toBe(0);
  strict.fail({ delayMs: 300 }, { times: 1 });
  let isAnswered = false;
  const late = refresh(strict, refreshToken).finally(() => {
    isAnswered = true;
  });
  await strict.rotated(1);
  expect(isAnswered).toBe(false);
  expect(await strict.isLive(refreshToken)).toBe(false);
  expect(await strict.isLive((await late).accessToken)).toBe(true);
});
