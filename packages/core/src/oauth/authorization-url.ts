import type { OAuth2 } from '../auth/oauth2.ts';

/** What an authorization request says beside the provider's data. */
export interface AuthorizationParameters {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly scopes: readonly string[];
  readonly codeVerifier?: string | undefined;
}

/** The URL to which the person's browser is sent (RFC 6749 section 4.1.1, RFC 7636). */
export async function authorizationUrl(method: OAuth2, parameters: AuthorizationParameters): Promise<string> {
  const { clientId, redirectUri, state, scopes, codeVerifier } = parameters;
  const url = new URL(method.authUrl);
  for (const [name, value] of Object.entries(method.extraAuthParams ?? {})) url.searchParams.set(name, value);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  const asked = [{ parameter: method.scopeParameter ?? 'scope', scopes }];
  for (const list of [...asked, ...Object.values(method.otherScopes ?? {})])
    if (list.scopes.length > 0)
      url.searchParams.set(list.parameter, list.scopes.join(method.scopeSeparator ?? ' '));
  if (codeVerifier === undefined) return url.href;
  const { calculatePKCECodeChallenge } = await import('oauth4webapi');
  url.searchParams.set('code_challenge', await calculatePKCECodeChallenge(codeVerifier));
  url.searchParams.set('code_challenge_method', 'S256');
  return url.href;
}
