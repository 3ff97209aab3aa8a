/** How one provider's clients talk to its token endpoint, brought to RFC 6749 and back. */
export interface TokenDialect {
  readonly path: string;
  readonly toForm: (body: string) => URLSearchParams;
  readonly fromAnswer: (answer: TokenAnswer) => { readonly status: number; readonly body: unknown };
}

interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const standard: TokenDialect = {
  path: '/token',
  toForm: (body) => new URLSearchParams(body),
  fromAnswer: (answer) => answer,
};

/** GitHub takes JSON, and answers errors with 200. */
const github: TokenDialect = {
  path: '/login/oauth/access_token',
  toForm: (body) => new URLSearchParams(JSON.parse(body) as Record<string, string>),
  fromAnswer: ({ body }) => ({
    status: 200,
    body: 'error' in body ? { ...body, error_uri: '' } : { ...body, refresh_token_expires_in: 86_400 },
  }),
};

/** Slack says in the body whether it worked, and always answers 200. */
const slack: TokenDialect = {
  path: '/api/oauth.v2.access',
  toForm: (body) => new URLSearchParams(body),
  fromAnswer: ({ body }) => ({
    status: 200,
    body:
      'error' in body
        ? { ok: false, error: 'invalid_refresh_token' }
        : // Slack's tokens live for twelve hours, and its client renews those that have less than two.
          { ok: true, ...body, token_type: 'bot', expires_in: 43_200 },
  }),
};

/** All manners in which the one token endpoint can be asked. */
export const tokenDialects: readonly TokenDialect[] = [standard, github, slack];
