import { createSidecar, memoryStore, pasteUrl, SidecarError } from '@sidecar/core';
import { sharedFolder, specProblems } from '@sidecar/evidence';
import { describe, expect, it } from 'vitest';
import { gmail } from './index.ts';

const client = { id: 'an-app.apps.googleusercontent.com', secret: 'not-confidential' };
const redirectUri = 'http://127.0.0.1:8217/callback/gmail';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A Sidecar over a played Google. Its first access token is refused, so that it has to be renewed. */
async function connected({ iss = 'https://accounts.google.com', granted = '' } = {}) {
  const sent: Sent[] = [];
  let issued = 0;
  const google = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const body = await request.text();
    const headers = Object.fromEntries(request.headers);
    sent.push({ method: request.method, url: request.url, headers, ...(body ? { body } : {}) });
    if (request.url === 'https://oauth2.googleapis.com/token') {
      issued += 1;
      const refresh = issued === 1 ? { refresh_token: 'refresh-1' } : {};
      const scope = granted || 'https://www.googleapis.com/auth/gmail.modify';
      return Response.json({
        access_token: `access-${issued}`,
        expires_in: 3599,
        scope,
        token_type: 'Bearer',
        ...refresh,
      });
    }
    if (request.url.startsWith('https://oauth2.googleapis.com/revoke')) return new Response('{}');
    if (headers.authorization === 'Bearer access-1' && request.url.includes('/messages')) {
      return Response.json({ error: { code: 401 } }, { status: 401 });
    }
    return Response.json({ emailAddress: 'Me@x.example', messages: [] });
  };
  const sidecar = createSidecar({ plugins: [gmail({ client })], store: memoryStore(), fetch: google });
  const via = pasteUrl({
    redirectUri,
    prompt: async (authUrl) => {
      sent.push({ method: 'GET', url: authUrl, headers: {} });
      const callback = new URL(redirectUri);
      const state = new URL(authUrl).searchParams.get('state') ?? '';
      callback.search = new URLSearchParams({ state, code: 'the-code', ...(iss ? { iss } : {}) }).toString();
      return callback.href;
    },
  });
  await sidecar.connect('gmail', { via });
  return { sidecar, sent };
}

describe('connecting at Google', () => {
  it.each(['https://accounts.google.com', ''])('takes a callback whose issuer is "%s"', async (iss) => {
    const { sidecar } = await connected({ iss });
    expect(await sidecar.status('gmail')).toMatchObject({ state: 'connected', identity: 'Me@x.example' });
  });

  it('refuses the callback of another issuer', async () => {
    const failure = await connected({ iss: 'https://evil.example' }).then(undefined, (error) => error);
    expect(SidecarError.isInstance(failure)).toBe(true);
  });

  it('asks for offline access and consent, and sends the secret of a desktop app in the body', async () => {
    const { sidecar, sent } = await connected();
    await sidecar.run('email_list', {});
    const [visit, exchange] = sent;
    const asked = Object.fromEntries(new URL(visit?.url ?? '').searchParams);
    expect(asked).toMatchObject({ access_type: 'offline', prompt: 'consent', code_challenge_method: 'S256' });
    const fields = Object.fromEntries(new URLSearchParams(exchange?.body));
    expect(fields).toMatchObject({
      client_id: client.id,
      client_secret: client.secret,
      redirect_uri: redirectUri,
    });
    expect(sent.filter(({ url }) => url.endsWith('/token'))).toHaveLength(2);
  });

  it('says which permission a tool lacks when the person granted less', async () => {
    const { sidecar } = await connected({ granted: 'https://www.googleapis.com/auth/gmail.readonly' });
    await sidecar.run('email_list', {});
    const failure = await sidecar
      .run('email_send', { to: 'a@x.example', subject: 'x', body: 'x' })
      .then(undefined, (error) => error);
    expect(failure).toMatchObject({ code: 'insufficient_scope' });
  });

  it.skipIf(!sharedFolder)(
    "sends only what fits the descriptions of Google's OAuth and API (needs SIDECAR_SHARED)",
    async () => {
      const { sidecar, sent } = await connected();
      await sidecar.run('email_list', {});
      await sidecar.disconnect('gmail');
      const isApi = ({ url }: Sent) => url.startsWith('https://gmail.googleapis.com/');
      const oauth = sent.filter((request) => !isApi(request));
      expect(oauth.map(({ url }) => new URL(url).pathname)).toEqual(
        expect.arrayContaining(['/o/oauth2/v2/auth', '/token', '/revoke']),
      );
      // The descriptions do not have Google's revocation.
      const described = oauth.filter(({ url }) => !url.endsWith('/revoke'));
      expect(await specProblems('oauth', described)).toBe('');
      expect(await specProblems('google', sent.filter(isApi))).toBe('');
    },
  );
});
