import { randomBytes } from 'node:crypto';
import type { AuthorizationDialect } from './authorization-dialect.ts';
import type { GrantLedger } from './grant-ledger.ts';
import { matchesRedirectUri } from './redirect-uris.ts';
import type { WireAnswer } from './token-fault.ts';

/** What the person does who is asked for consent. */
export type Decision = 'allow' | { readonly error: string };

/** A code that waits for its exchange. */
export interface IssuedCode {
  readonly person: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  /** The grant that it was exchanged for; presenting it again ends that. */
  grantId?: string;
}

/** What the authorization endpoint works with. */
export interface AuthorizationDesk {
  readonly dialect: AuthorizationDialect;
  readonly client: { readonly id: string };
  readonly redirectUris: readonly string[];
  readonly ledger: GrantLedger;
  readonly codes: Map<string, IssuedCode>;
  readonly person: string;
  readonly decision: Decision;
}

/** Lets the person decide at once, and sends the browser back; what is not registered is told to the person only. */
export function authorize(query: URLSearchParams, desk: AuthorizationDesk): WireAnswer {
  const { dialect, codes, decision, person } = desk;
  const problem = problemOf(query, desk);
  if (problem) return { status: 400, headers: { 'content-type': 'text/plain' }, body: problem };
  const redirectUri = query.get('redirect_uri') ?? '';
  const callback = new URL(redirectUri);
  const state = query.get('state');
  if (state !== null) callback.searchParams.set('state', state);
  if (decision === 'allow') {
    const code = `code-${randomBytes(18).toString('base64url')}`;
    const scopes = (query.get('scope') ?? '').split(dialect.scopeSeparator).filter((scope) => scope !== '');
    const challenge = query.get('code_challenge') ?? undefined;
    codes.set(code, { person, scopes, offline: isOffline(query, scopes, desk), redirectUri, challenge });
    callback.searchParams.set('code', code);
  } else {
    callback.searchParams.set('error', decision.error);
  }
  return { status: 302, headers: { location: callback.href }, body: '' };
}

/** What a strict server does not accept, in a sentence. */
function problemOf(query: URLSearchParams, desk: AuthorizationDesk): string | undefined {
  const { dialect, client, redirectUris } = desk;
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== client.id)
    return `The client "${query.get('client_id')}" is not registered.`;
  if (!matchesRedirectUri(redirectUri, redirectUris, dialect))
    return `The redirect URI "${redirectUri}" is not one of: ${redirectUris.join(', ') || 'none is registered'}.`;
  if (query.get('response_type') !== 'code') return 'The parameter response_type has to be "code".';
  for (const [name, value] of Object.entries(dialect.authorizationParameters ?? {}))
    if (query.get(name) !== value) return `The parameter ${name} has to be "${value}".`;
  return pkceProblem(query, dialect);
}

function pkceProblem(query: URLSearchParams, { pkce }: AuthorizationDialect): string | undefined {
  const challenge = query.get('code_challenge');
  if (challenge === null) return pkce === 'required' ? 'The parameter code_challenge is missing.' : undefined;
  if (pkce === 'none') return 'The parameter code_challenge is not known.';
  if (query.get('code_challenge_method') !== 'S256')
    return 'The parameter code_challenge_method has to be "S256".';
  return /^[\w-]{43}$/.test(challenge) ? undefined : 'The parameter code_challenge is no SHA-256.';
}

function isOffline(query: URLSearchParams, scopes: readonly string[], desk: AuthorizationDesk): boolean {
  const { offline } = desk.dialect;
  if (!offline) return true;
  const has = (wanted: Readonly<Record<string, string>> = {}) =>
    Object.entries(wanted).every(([name, value]) => query.get(name) === value);
  const isAsked = has(offline.parameters) && (!offline.scope || scopes.includes(offline.scope));
  return isAsked && (!desk.ledger.knows(desk.person) || has(offline.again));
}
