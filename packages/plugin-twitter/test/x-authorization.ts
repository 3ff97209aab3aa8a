import { playedApi, type SentRequest } from '@sidecar/evidence';

const account = { id: '1072250532645998596', name: 'Ada', username: 'ada' };

/** X with its token endpoint, as the `fetch` of a whole Sidecar; keeps requests as they left, credentials included. */
export function authorizingX(answers: Parameters<typeof playedApi>[0] = {}) {
  let issued = 0;
  const x = playedApi({
    'POST /2/oauth2/token': () => {
      issued += 1;
      return {
        token_type: 'bearer',
        expires_in: 7200,
        access_token: `access-${issued}`,
        refresh_token: `refresh-${issued}`,
        scope: 'tweet.read tweet.write users.read dm.read offline.access',
      };
    },
    'POST /2/oauth2/revoke': { revoked: true },
    'GET /2/users/me': { data: account },
    ...answers,
  });
  return { ...x, account, tokenRequests: () => x.sent.filter(isTokenRequest) };
}

function isTokenRequest({ url }: SentRequest): boolean {
  return url.includes('/2/oauth2/');
}

/** The callback URL that X sends a consenting person to. */
export async function consent(authUrl: string): Promise<string> {
  const { searchParams } = new URL(authUrl);
  const callback = new URL(searchParams.get('redirect_uri') ?? '');
  callback.searchParams.set('state', searchParams.get('state') ?? '');
  callback.searchParams.set('code', 'code-of-x');
  return callback.href;
}
