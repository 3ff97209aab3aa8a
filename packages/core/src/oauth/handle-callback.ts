import type { Clock } from '../clock.ts';
import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import { arrivedAt, type Callback, readCallbackUrl } from './callback-url.ts';
import { equalSecrets } from './equal-secrets.ts';
import { exchangeCode } from './exchange-code.ts';
import type { FindMethod, FoundMethod } from './found-method.ts';
import type { CompletedGrant } from './grant.ts';
import { clientRemedy } from './grant-answer.ts';
import { requireClient } from './oauth-client.ts';
import type { FoundAuthorization, PendingAuthorizations } from './pending-authorizations.ts';
import { sha256Hex } from './sha256-hex.ts';
import { stateMismatch } from './state-mismatch.ts';
import { isMisconfigured, quotedErrorCode } from './token-error.ts';

/** Who brings a callback: both are compared with who started. */
export interface CallbackBearer {
  /** The secret that `startAuthFlow` gave to this browser. */
  readonly binding: string;
  readonly user: string;
  readonly signal?: AbortSignal | undefined;
}

interface Dependencies {
  readonly findMethod: FindMethod;
  readonly pending: PendingAuthorizations;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly completeGrant: (grant: CompletedGrant, signal?: AbortSignal) => Promise<Connection>;
}

/** Takes the provider's answer, once, from the browser and the user that started, and connects the account. */
export async function handleCallback(
  dependencies: Dependencies,
  url: string,
  bearer: CallbackBearer,
): Promise<Connection> {
  const callback = readCallbackUrl(url);
  if ('problem' in callback) throw stateMismatch(callback.problem);
  const { findMethod, pending, fetch, clock, completeGrant } = dependencies;
  const found = await requireOwn(pending, callback, bearer);
  const target = findMethod(found.pending.integration, found.pending.auth);
  requireArrival(callback, found, target);
  await requireFresh(dependencies, callback, { found, target });
  const { plugin, method } = target;
  const client = requireClient(plugin, method);
  if (client.id !== found.pending.clientId || method.tokenUrl !== found.pending.tokenUrl)
    throw stateMismatch(`The OAuth client of ${plugin.name} was changed during the authorization.`, plugin);
  // The one moment that decides: of two callbacks, in any two processes, one gets past here.
  if (!(await pending.take(callback.state, found)))
    throw stateMismatch(`This answer of ${plugin.name} is being handled already.`, plugin);
  const code = requireCode(callback, target);
  const { signal } = bearer;
  const { user, integration, account, auth, scopes, redirectUri, clientId } = found.pending;
  const request = { integration: plugin, method, client, fetch, clock, signal };
  const tokens = await exchangeCode(request, found.pending, code);
  return completeGrant(
    { user, integration, account, auth, tokens, requestedScopes: scopes, clientId, redirectUri },
    signal,
  );
}

/** The authorization that a callback belongs to, if it is this browser's and this user's. Nothing is said of it before that is sure. */
async function requireOwn(
  pending: PendingAuthorizations,
  callback: Callback,
  bearer: CallbackBearer,
): Promise<FoundAuthorization> {
  const found = await pending.find(callback.state);
  if (!found) throw stateMismatch('No authorization is waiting for this callback; it is forged or too old.');
  if (!equalSecrets(await sha256Hex(bearer.binding ?? ''), found.pending.bindingHash))
    throw stateMismatch('This authorization was started in another browser.');
  if (bearer.user !== found.pending.user)
    throw stateMismatch('This authorization was started by another user.');
  return found;
}

/** Whether it came to the agreed place and from the agreed server. A forged callback fails here without using up the genuine one. */
function requireArrival(
  callback: Callback,
  found: FoundAuthorization,
  { plugin, method }: FoundMethod,
): void {
  if (!arrivedAt(callback.url, found.pending.redirectUri))
    throw stateMismatch(`The answer of ${plugin.name} came to an address that was not agreed on.`, plugin);
  const { issuer } = callback;
  if (method.issuer !== undefined && issuer !== undefined && issuer !== method.issuer)
    throw stateMismatch(`This answer does not come from ${plugin.name}, but from another server.`, plugin);
}

async function requireFresh(
  { pending, clock }: Dependencies,
  { state }: Callback,
  { found, target }: { readonly found: FoundAuthorization; readonly target: FoundMethod },
): Promise<void> {
  const { plugin } = target;
  if (clock.now() >= found.pending.expiresAt) {
    await pending.remove(state, found);
    throw stateMismatch(
      `The authorization at ${plugin.name} took longer than 10 minutes and has expired.`,
      plugin,
    );
  }
  if (found.pending.takenAt !== undefined)
    throw stateMismatch(`This answer of ${plugin.name} was already used.`, plugin);
}

function requireCode({ code, error }: Callback, { plugin, method }: FoundMethod): string {
  if (error === undefined && code !== undefined) return code;
  const details = {
    integration: plugin.id,
    nextAction: `Connect ${plugin.name} again.`,
    retryable: false,
  };
  if (error === undefined)
    throw new SidecarError('invalid_response', `${plugin.name} answered without a code.`, details);
  if (error === 'access_denied')
    throw new SidecarError('authorization_denied', `${plugin.name} was not allowed access.`, {
      ...details,
      nextAction: `Connect ${plugin.name} again and allow the access that it asks for.`,
    });
  if (isMisconfigured(method, { status: 302, body: { error } }))
    throw new SidecarError(
      'not_configured',
      `${plugin.name} refused the OAuth client${quotedErrorCode(error)}.`,
      {
        ...details,
        nextAction: clientRemedy(method, plugin.name),
      },
    );
  const outage = error === 'server_error' || error === 'temporarily_unavailable';
  throw new SidecarError(
    outage ? 'provider_unavailable' : 'provider_rejected',
    `${plugin.name} refused the authorization${quotedErrorCode(error)}.`,
    details,
  );
}
