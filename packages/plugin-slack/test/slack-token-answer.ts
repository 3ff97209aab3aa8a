/** Tokens as `testPlugin` gives them to write an answer with. */
interface Issued {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/** An answer of `oauth.v2.access`: with a bot's and a person's token, or for an app without a bot. */
export function slackTokenAnswer(kind: 'bot and user' | 'user') {
  return ({ accessToken, refreshToken, scopes }: Issued) => {
    const tokens = { access_token: accessToken, refresh_token: refreshToken, expires_in: 43_200 };
    const team = { id: 'T0ANALYTIC', name: 'Analytical Society' };
    const answer = { ok: true, app_id: 'A0SIDECAR', team, enterprise: null, is_enterprise_install: false };
    const user = { id: 'U0ADAADA1', token_type: 'user', scope: 'search:read' };
    if (kind === 'user') return { ...answer, authed_user: { ...user, ...tokens, scope: scopes.join(',') } };
    return {
      ...answer,
      ...tokens,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: 'U0BOTBOT1',
      authed_user: { ...user, ...tokens },
    };
  };
}
