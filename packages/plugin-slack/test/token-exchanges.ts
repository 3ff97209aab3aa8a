import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import type { Exchange } from '@sidecar/evidence';
import { slack } from '../src/index.ts';
import { slackTokenAnswer } from './slack-token-answer.ts';

/** What leaves while somebody connects, and while the token is renewed once. */
export async function tokenExchanges() {
  const visits: Exchange[] = [];
  const requests: Exchange[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const { method, url } = request;
    const headers = Object.fromEntries(request.headers);
    if (url.endsWith('/api/oauth.v2.access')) {
      requests.push({ method, url, headers, body: await request.text() });
      const accessToken = `xoxe.xoxb-1-${requests.length}`;
      const scopes = ['users:read', 'channels:read'];
      return Response.json(
        slackTokenAnswer('bot and user')({ accessToken, refreshToken: 'xoxe-1-r', scopes }),
      );
    }
    if (url.endsWith('/auth.test'))
      return Response.json({ ok: true, team_id: 'T0ANALYTIC1', user_id: 'U0ADA000001' });
    const isOld = headers.authorization === 'Bearer xoxe.xoxb-1-1';
    return Response.json(isOld ? { ok: false, error: 'token_expired' } : { ok: true, members: [] });
  };
  const sidecar = createSidecar({
    plugins: [slack({ client: { id: '1.2', secret: 'secret' } })],
    store: memoryStore(),
    fetch: answer,
  });
  const prompt = async (authUrl: string) => {
    visits.push({ method: 'GET', url: authUrl });
    const { searchParams } = new URL(authUrl);
    return `https://app.example/callback/slack?code=1.2&state=${searchParams.get('state')}`;
  };
  const via = pasteUrl({ redirectUri: 'https://app.example/callback/slack', prompt });
  await sidecar.connect('slack', { via });
  await sidecar.run('users_list', {});
  await sidecar.close();
  return { visits, requests };
}
