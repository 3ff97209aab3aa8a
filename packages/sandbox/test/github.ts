import { createHash, randomBytes } from 'node:crypto';
import type { ConsentOptions, Sandbox } from '../src/index.ts';
import { type Answer, apiOf, readAnswer } from './app.ts';

const redirectUri = 'http://127.0.0.1:6006/callback/github';

/** One of the apps at GitHub. */
export interface GithubClient {
  readonly id: string;
  readonly secret?: string;
}

/** An authorization URL of an app, and the verifier that belongs to it; `null` leaves a parameter out. */
export function authorizationAt(
  { github }: Sandbox,
  client: GithubClient = github.client,
  change: Readonly<Record<string, string | null>> = {},
) {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(github.authUrl);
  const parameters: Record<string, string | null> = {
    client_id: client.id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'repo',
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/** A request to the token endpoint, by default for JSON. */
export async function tokenCallAt(
  { github }: Sandbox,
  form: Readonly<Record<string, string>>,
  { client = github.client, accept = 'application/json' }: { client?: GithubClient; accept?: string } = {},
): Promise<Answer> {
  const { id, secret } = client;
  const body = new URLSearchParams({ client_id: id, ...(secret && { client_secret: secret }), ...form });
  return readAnswer(await fetch(github.tokenUrl, { method: 'POST', body, headers: { accept } }));
}

/** The whole way from the authorization URL to tokens. */
export async function connectAt(
  sandbox: Sandbox,
  client: GithubClient = sandbox.github.client,
  { scope = 'repo', ...how }: ConsentOptions & { scope?: string } = {},
) {
  const { url, verifier } = authorizationAt(sandbox, client, { scope });
  const code = new URL(await sandbox.consent(url, how)).searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const { body } = await tokenCallAt(sandbox, form, { client });
  if (!body.access_token) throw new Error(`No tokens: ${JSON.stringify(body)}`);
  return body as { access_token: string; refresh_token?: string; scope: string; expires_in?: number };
}

/** The API as the holder of a token reaches it. */
export function githubOf(sandbox: Sandbox, token: string) {
  const call = apiOf(sandbox.github, token);
  return (line: string, body?: object, headers: Record<string, string> = {}) => {
    const [method = 'GET', path = ''] = line.split(' ');
    return call(path, { method, ...(body && { body }), headers: { 'user-agent': 'test', ...headers } });
  };
}
