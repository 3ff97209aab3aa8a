/** A token request's answer as it leaves the server. */
export interface DialectAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a provider does in its own way. */
export interface AuthorizationDialect {
  readonly paths: {
    readonly authorize: string;
    readonly token: string;
    readonly revoke?: string;
    readonly device?: string;
  };
  readonly client: { readonly id: string; readonly secret?: string };
  readonly clientAuthentication: 'basic' | 'post' | 'none';
  readonly pkce: boolean;
  /** What must stand in the authorization request's query beside the standard. */
  readonly query: Readonly<Record<string, string>>;
  readonly isRedirectUri: (uri: string) => boolean;
  readonly grant: (tokens: { access: string; refresh: string; scope: string }) => DialectAnswer;
  /** `error` is the standard's code. */
  readonly refuse: (error: string) => DialectAnswer;
  readonly issuer?: string;
}

const anyLoopback = (uri: string) => /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+\//.test(uri);
const httpsOnly = (uri: string) => uri.startsWith('https://');

/** RFC 6749 to the letter, for a public client. */
export const standardDialect: AuthorizationDialect = {
  paths: { authorize: '/authorize', token: '/token', revoke: '/revoke', device: '/device' },
  client: { id: 'public-client' },
  clientAuthentication: 'none',
  pkce: true,
  query: { scope: 'read write' },
  isRedirectUri: (uri) => anyLoopback(uri) || httpsOnly(uri),
  grant: ({ access, refresh, scope }) => ({
    status: 200,
    body: { access_token: access, refresh_token: refresh, token_type: 'Bearer', expires_in: 3600, scope },
  }),
  refuse: (error) => ({ status: error === 'invalid_client' ? 401 : 400, body: { error } }),
};

/** Slack: a bot's and a user's token, refusals with status 200. */
export const slackDialect: AuthorizationDialect = {
  paths: { authorize: '/oauth/v2/authorize', token: '/api/oauth.v2.access', revoke: '/api/auth.revoke' },
  client: { id: 'slack-client', secret: 'slack-secret' },
  clientAuthentication: 'basic',
  pkce: false,
  query: { scope: 'chat:write,channels:read', user_scope: 'search:read' },
  isRedirectUri: httpsOnly,
  grant: ({ access, scope }) => ({
    status: 200,
    body: {
      ok: true,
      access_token: `bot-${access}`,
      token_type: 'bot',
      scope,
      team: { id: 'T1' },
      authed_user: { id: 'U1', scope: 'search:read', access_token: `user-${access}`, token_type: 'user' },
    },
  }),
  refuse: (error) => {
    const own: Record<string, string> = {
      invalid_client: 'bad_client_secret',
      invalid_grant: 'invalid_code',
    };
    return { status: 200, body: { ok: false, error: own[error] ?? error } };
  },
};

/** GitHub: refusals with status 200, scopes answered with commas. */
export const githubDialect: AuthorizationDialect = {
  paths: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    device: '/login/device/code',
  },
  client: { id: 'github-client', secret: 'github-secret' },
  clientAuthentication: 'post',
  pkce: true,
  query: { scope: 'repo read:user' },
  isRedirectUri: anyLoopback,
  grant: ({ access, scope }) => ({
    status: 200,
    body: { access_token: access, token_type: 'bearer', scope: scope.replaceAll(' ', ',') },
  }),
  refuse: (error) => {
    const own: Record<string, string> = {
      invalid_client: 'incorrect_client_credentials',
      invalid_grant: 'bad_verification_code',
    };
    return { status: 200, body: { error: own[error] ?? error, error_description: 'See the documentation.' } };
  },
};

/** GitLab: standard, and adds when the token was made. */
export const gitlabDialect: AuthorizationDialect = {
  ...standardDialect,
  paths: {
    authorize: '/oauth/authorize',
    token: '/oauth/token',
    revoke: '/oauth/revoke',
    device: '/oauth/authorize_device',
  },
  client: { id: 'gitlab-client' },
  query: { scope: 'api read_user' },
  isRedirectUri: anyLoopback,
  grant: ({ access, refresh, scope }) => ({
    status: 200,
    body: {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: 7200,
      scope,
      created_at: 1_767_225_600,
    },
  }),
};

/** Jira Data Center: standard under its own paths, the secret in the body, https back to the app. */
export const jiraDialect: AuthorizationDialect = {
  ...standardDialect,
  paths: {
    authorize: '/rest/oauth2/latest/authorize',
    token: '/rest/oauth2/latest/token',
    revoke: '/rest/oauth2/latest/revoke',
  },
  client: { id: 'jira-client', secret: 'jira-secret' },
  clientAuthentication: 'post',
  query: { scope: 'WRITE' },
  isRedirectUri: httpsOnly,
};
