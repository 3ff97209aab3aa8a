import { createHash, randomBytes } from 'node:crypto';
import type { ConsentOptions, Sandbox } from '../src/index.ts';
import { type Answer, readAnswer } from './app.ts';

export const slackBotScopes =
  'channels:read,groups:read,im:read,channels:history,groups:history,im:history,im:write,chat:write,reactions:write,users:read';
const redirectUri = 'https://app.example/callback/slack';

export interface SlackAuthorization extends ConsentOptions {
  /** Changes of the authorization request; `null` leaves a parameter out. */
  readonly change?: Record<string, string | null>;
  readonly client?: { readonly id: string; readonly secret?: string };
}

/** The URL that an app sends a person to, and the secret of its PKCE. */
export function slackAuthorization(sandbox: Sandbox, { change = {}, client }: SlackAuthorization = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(sandbox.slack.authUrl);
  const parameters: Record<string, string | null> = {
    client_id: (client ?? sandbox.slack.client).id,
    redirect_uri: redirectUri,
    scope: slackBotScopes,
    user_scope: 'search:read',
    state: 'state-1',
    ...(client?.secret === undefined &&
      client && {
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
    ...change,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return { url: url.href, verifier, redirectUri: parameters.redirect_uri ?? '' };
}

/** A request to Slack's token endpoint. */
export async function slackTokens(
  sandbox: Sandbox,
  form: Record<string, string>,
  client: { readonly id: string; readonly secret?: string } = sandbox.slack.client,
): Promise<Answer> {
  const { id, secret } = client;
  const headers: Record<string, string> =
    secret === undefined ? {} : { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  const body = new URLSearchParams({ ...form, ...(secret === undefined && { client_id: id }) });
  return readAnswer(await fetch(sandbox.slack.tokenUrl, { method: 'POST', headers, body }));
}

/** The whole way from the authorization URL to tokens. */
export async function connectSlack(
  sandbox: Sandbox,
  options: SlackAuthorization = {},
): Promise<Answer['body']> {
  const { url, verifier, redirectUri: uri } = slackAuthorization(sandbox, options);
  const callback = new URL(await sandbox.consent(url, options));
  const code = callback.searchParams.get('code') ?? '';
  const isPublic = options.client !== undefined && options.client.secret === undefined;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: uri,
    ...(isPublic && { code_verifier: verifier }),
  };
  const { body } = await slackTokens(sandbox, form, options.client);
  if (body.ok !== true) throw new Error(`No tokens: ${JSON.stringify(body)}`);
  return body;
}

/** Calls methods with a token: by query, or with an object by JSON. */
export function slackCaller(sandbox: Sandbox, token: string) {
  return async (method: string, query: Record<string, string> = {}, json?: object): Promise<Answer> => {
    const url = `${sandbox.slack.apiUrl}/api/${method}?${new URLSearchParams(query)}`;
    const headers = { authorization: `Bearer ${token}` };
    if (!json) return readAnswer(await fetch(url, { headers }));
    const type = { 'content-type': 'application/json; charset=utf-8' };
    return readAnswer(
      await fetch(url, { method: 'POST', headers: { ...headers, ...type }, body: JSON.stringify(json) }),
    );
  };
}
