import { SidecarError } from '../errors.ts';
import { type ConnectionKey, connectionLabel } from './connection-key.ts';
import type { Cooldown } from './cooldown.ts';
import type { ReauthReason } from './token-record.ts';

/** A connection as errors name it. */
export interface NamedConnection {
  readonly key: ConnectionKey;
  /** The integration's name as people read it. */
  readonly name: string;
}

const reasonTexts: Readonly<Record<ReauthReason, string>> = {
  revoked: 'its access was revoked or has run out',
  expired_idle: 'it was not used for too long',
  lost_in_crash: 'its newest token was lost in a crash',
  reused_elsewhere: 'its token was used by another program',
  expired_without_refresh_token: 'its access has run out and the provider gave nothing to renew it with',
};

function where({ key }: NamedConnection) {
  return { integration: key.integration, connection: connectionLabel(key) };
}

/** The person has not connected this integration. */
export function notConnectedError(connection: NamedConnection): SidecarError {
  return new SidecarError('not_connected', `${connection.name} is not connected.`, {
    ...where(connection),
    nextAction: `Connect ${connection.name}.`,
  });
}

/** The person has to consent again. */
export function needsReauthError(connection: NamedConnection, reason: ReauthReason): SidecarError {
  return new SidecarError(
    'needs_reauth',
    `${connection.name} has to be connected again: ${reasonTexts[reason]}.`,
    {
      ...where(connection),
      nextAction: `Reconnect ${connection.name}.`,
    },
  );
}

/** Someone connected anew while the call was under way. */
export function grantChangedError(connection: NamedConnection): SidecarError {
  return new SidecarError(
    'conflict',
    `${connection.name} was connected anew meanwhile; this call belonged to the connection before.`,
    {
      ...where(connection),
      retryable: true,
      nextAction: 'Try again with the new connection.',
    },
  );
}

/** The provider rejects the host's client; no connection is to blame. */
export function misconfiguredError(connection: NamedConnection, remainingMs?: number): SidecarError {
  return new SidecarError(
    'not_configured',
    `${connection.name} does not accept this app's own credentials.`,
    {
      ...where(connection),
      ...(remainingMs === undefined ? {} : { retryAfterMs: remainingMs }),
      nextAction: `Correct the OAuth client (or key) of ${connection.name}; the connections are kept.`,
    },
  );
}

/** The record was issued for another client, token endpoint or API. */
export function foreignRecordError(connection: NamedConnection, what: string): SidecarError {
  return new SidecarError(
    'not_configured',
    `The stored connection to ${connection.name} belongs to another ${what} than the one configured.`,
    {
      ...where(connection),
      nextAction: `Configure the ${what} that it was connected with, or connect ${connection.name} again.`,
    },
  );
}

/** Nothing was or will be sent for now. */
export function coolingDownError(
  connection: NamedConnection,
  cooldown: Cooldown,
  cause?: unknown,
): SidecarError {
  if (cooldown.code === 'not_configured') return misconfiguredError(connection, cooldown.remainingMs);
  const messages = {
    rate_limited: `${connection.name} limits requests for new access tokens.`,
    network: `Could not reach ${connection.name} to renew the access token.`,
    timeout: `${connection.name} did not answer when asked for a new access token.`,
    provider_unavailable: `${connection.name} could not renew the access token; its server has trouble.`,
    provider_rejected: `${connection.name} refused to renew the access token for a reason that it did not make clear.`,
    invalid_response: `${connection.name} answered the request for a new access token with something else.`,
  };
  return new SidecarError(cooldown.code, messages[cooldown.code], {
    ...where(connection),
    retryable: true,
    retryAfterMs: Math.ceil(cooldown.remainingMs),
    nextAction: 'Try again later; the connection is kept.',
    cause,
  });
}

/** The caller has waited long enough; the refresh itself goes on. */
export function refreshTimeoutError(connection: NamedConnection): SidecarError {
  return new SidecarError('timeout', `${connection.name} takes long to renew the access token.`, {
    ...where(connection),
    nextAction: 'Try again in a moment.',
  });
}

/** The store does not answer. */
export function storeTimeoutError(connection: NamedConnection): SidecarError {
  return new SidecarError(
    'store_failed',
    `The store does not answer when asked for the access to ${connection.name}.`,
    {
      ...where(connection),
      nextAction: 'Check that the store can be reached, then try again.',
    },
  );
}

/** The provider gave new tokens and the store does not take them. */
export function unsavedError(connection: NamedConnection, cause: unknown): SidecarError {
  return new SidecarError(
    'store_failed',
    `The renewed access to ${connection.name} could not be saved yet.`,
    {
      ...where(connection),
      nextAction:
        'Make the store writable; nothing is lost while this process runs, and the next call saves it.',
      cause,
    },
  );
}

/** A token that the provider has just given is refused by its API. */
export function freshTokenRefusedError(connection: NamedConnection): SidecarError {
  return new SidecarError(
    'provider_rejected',
    `${connection.name} refuses an access token that it has just given.`,
    {
      ...where(connection),
      nextAction: `Check that the app's API access at ${connection.name} is enabled, or reconnect.`,
    },
  );
}

/** A credential that a person is just connecting with is refused; in the plugin's words where it has some. */
export function credentialNotAcceptedError(connection: NamedConnection, cause?: SidecarError): SidecarError {
  const { name } = connection;
  const { message = `${name} does not accept this credential.`, nextAction } = cause ?? {};
  return new SidecarError('provider_rejected', message, {
    integration: connection.key.integration,
    nextAction: nextAction ?? `Check that it is right, and that the app may use the API of ${name}.`,
    cause,
  });
}

/** A credential that a person typed is refused. */
export function typedTokenRefusedError(connection: NamedConnection): SidecarError {
  return new SidecarError('needs_reauth', `${connection.name} refuses the stored credential.`, {
    ...where(connection),
    nextAction: `Make a new one at ${connection.name} and connect again.`,
  });
}

/** The host is shutting down. */
export function closedError(connection: NamedConnection): SidecarError {
  return new SidecarError(
    'aborted',
    `Sidecar was closed; the access to ${connection.name} is not renewed any more.`,
    where(connection),
  );
}
