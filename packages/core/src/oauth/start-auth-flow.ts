import type { OAuth2 } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import { authorizationUrl } from './authorization-url.ts';
import type { FindMethod, FoundMethod } from './found-method.ts';
import { requireClient } from './oauth-client.ts';
import type { PendingAuthorization } from './pending-authorization.ts';
import type { PendingAuthorizations } from './pending-authorizations.ts';
import { randomSecret } from './random-secret.ts';
import { isSecureUrl } from './secure-url.ts';
import { sha256Hex } from './sha256-hex.ts';

/** How long a person may take at the provider. */
const pendingLifetimeMs = 10 * 60_000;

/** Whose account is to be connected, and where the provider sends the browser afterwards. */
export interface AuthFlowRequest {
  readonly integration: string;
  readonly user: string;
  readonly account: string;
  /** Name of the auth method; the plugin's first OAuth method unless given. */
  readonly auth?: string | undefined;
  /** As it is registered at the provider. */
  readonly redirectUri: string;
  /** What to ask for; the plugin's own unless given. */
  readonly scopes?: readonly string[] | undefined;
}

/** A authorization that has begun. */
export interface AuthFlow {
  /** Where to send the person's browser. */
  readonly authUrl: string;
  readonly state: string;
  /** A secret for an HttpOnly, Secure, SameSite=Lax cookie: it proves that the callback came from the browser that started. */
  readonly binding: string;
}

interface Dependencies {
  readonly findMethod: FindMethod;
  readonly pending: PendingAuthorizations;
  readonly clock: Clock;
}

/** Begins an authorization code flow and remembers what its callback will need. */
export async function startAuthFlow(
  { findMethod, pending, clock }: Dependencies,
  request: AuthFlowRequest,
): Promise<AuthFlow> {
  const { plugin, name, method } = findMethod(request.integration, request.auth);
  const client = requireClient(plugin, method);
  requireSecureEndpoints(plugin, method);
  requireRedirectUri(plugin, request.redirectUri);
  const { redirectUri, user, account, scopes = method.scopes } = request;
  const state = randomSecret();
  const binding = randomSecret();
  const codeVerifier = method.pkce === 'S256' ? randomSecret() : undefined;
  const createdAt = clock.now();
  const entry: PendingAuthorization = {
    format: 1,
    integration: plugin.id,
    user,
    account,
    auth: name,
    scopes,
    redirectUri,
    clientId: client.id,
    tokenUrl: method.tokenUrl,
    bindingHash: await sha256Hex(binding),
    ...(codeVerifier === undefined ? {} : { codeVerifier }),
    createdAt,
    expiresAt: createdAt + pendingLifetimeMs,
  };
  await pending.add(state, entry);
  // Tidying up must not keep anyone from signing in; what is left is tried again by the next start.
  await pending.sweep().catch(() => {});
  const authUrl = await authorizationUrl(method, {
    clientId: client.id,
    redirectUri,
    state,
    scopes,
    codeVerifier,
  });
  return { authUrl, state, binding };
}

/** Refuses to send people or secrets over plain http to another machine. */
export function requireSecureEndpoints(plugin: FoundMethod['plugin'], method: OAuth2): void {
  const { authUrl, tokenUrl, deviceAuthorizationUrl = tokenUrl } = method;
  if ([authUrl, tokenUrl, deviceAuthorizationUrl].every(isSecureUrl)) return;
  throw new SidecarError('not_configured', `${plugin.name} has an OAuth address that is not https.`, {
    integration: plugin.id,
    nextAction: `Give ${plugin.name} an https base URL.`,
  });
}

function requireRedirectUri(plugin: FoundMethod['plugin'], redirectUri: string): void {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.hash && !url.username && !url.password) return;
  throw new SidecarError('invalid_input', `${plugin.name} cannot be connected with that redirect URI.`, {
    integration: plugin.id,
    nextAction: 'Give an absolute https or http URL without a fragment, as it is registered at the provider.',
    fields: [{ path: 'redirectUri', message: 'must be an absolute https or http URL' }],
  });
}
