import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { CredentialSource } from '../http/credential-source.ts';
import type { CompletedGrant } from '../oauth/grant.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';
import { pluginFacts } from '../plugin-facts.ts';
import { type ConnectionKey, recordKey } from '../tokens/connection-key.ts';
import { credentialOf } from '../tokens/credential-of.ts';
import type { ObtainedTokens } from '../tokens/token-answer.ts';
import { credentialNotAcceptedError } from '../tokens/token-errors.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { connectionOf } from './client-cache.ts';
import type { GrantInUse } from './grant-in-use.ts';
import { pluginFailure } from './plugin-failure.ts';
import { readIdentity } from './read-identity.ts';
import type { Services } from './services.ts';

/** Finds out whose account a completed OAuth flow opened, and stores the connection. */
export async function completeGrant(
  services: Services,
  grant: CompletedGrant,
  signal?: AbortSignal,
): Promise<Connection> {
  const plugin = services.plugins.get(grant.integration);
  const { tokens } = grant;
  const method = plugin.auth[grant.auth];
  if (method?.kind !== 'oauth2')
    throw new SidecarError('internal', `${plugin.name} has no OAuth method "${grant.auth}".`);
  const base = {
    format: 1 as const,
    grantId: crypto.randomUUID(),
    auth: grant.auth,
    connectedAt: tokens.obtainedAt,
    redirectUri: grant.redirectUri,
    belongsTo: { tokenUrl: method.tokenUrl, clientId: grant.clientId, origins: originsOf(plugin, grant) },
  };
  const record: TokenRecord = { ...base, ...tokenFields(tokens, grant.requestedScopes) };
  const others = Object.entries(tokens.credentials).map(
    ([credential, obtained]) =>
      [
        { ...grant, credential },
        { ...base, ...tokenFields(obtained, obtained.scopes ?? []) },
      ] as const,
  );
  const needsRefreshToken = method.refreshToken === 'required';
  const connection = await storeConnection(
    services,
    { plugin, key: grant, record, signal },
    { needsRefreshToken },
  );
  for (const [key, other] of others) await services.tokens.save(key, other);
  return connection;
}

function tokenFields(tokens: ObtainedTokens, requestedScopes: readonly string[]) {
  const { credentials: _separate, ...fields } = tokens;
  return { ...fields, scopes: tokens.scopes ?? requestedScopes };
}

/** The origins that a new connection's credentials may be sent to. */
export function originsOf(
  plugin: AnyPlugin,
  target: { readonly auth: string; readonly site?: string | undefined } & ConnectionKey,
): readonly string[] {
  return pluginFacts(plugin).origins({ auth: target.auth, site: target.site }, target);
}

/** Asks who it is, stores the record and switches the integration on. */
export async function storeConnection(
  services: Services,
  { plugin, key, record, signal }: GrantInUse,
  options: { readonly needsRefreshToken: boolean } = { needsRefreshToken: false },
): Promise<Connection> {
  const place: ConnectionKey = { user: key.user, integration: key.integration, account: key.account };
  const identity = await identifyNew(services, { plugin, key: place, record, signal });
  const named = identity ? { ...record, identity } : record;
  try {
    await services.tokens.save(place, named, options);
  } catch (error) {
    await keepOrAbandon(services, place, { record: named, error });
  }
  const { user, integration } = place;
  await plugin.onEnable?.({
    integration,
    user,
    settings: await services.clients.settings(plugin, user),
  } as never);
  await services.configs.update(user, integration, (config) => ({ ...config, enabled: true }));
  services.announce(place);
  return connectionOf(place, named);
}

/** What was granted and is not stored is given back; unless the store took it and only its answer was lost. */
async function keepOrAbandon(
  services: Services,
  place: ConnectionKey,
  { record, error }: { readonly record: TokenRecord; readonly error: unknown },
): Promise<void> {
  const stored = await services.tokens.records.read(place).catch(() => undefined);
  if (stored?.record.grantId === record.grantId) return;
  await services.tokens.abandon(place, record);
  throw error;
}

/**
 * Whose account a grant that is not stored yet opens. Passing trouble must not throw away a consent just given, so a first
 * connection is stored without a name then; in the place of another one the name is needed.
 */
async function identifyNew(
  services: Services,
  { plugin, key, record, signal }: GrantInUse,
): Promise<Identity | undefined> {
  const method = plugin.auth[record.auth];
  if (!plugin.identify || !method) return undefined;
  const credentials: CredentialSource = {
    issue: async ({ rejected }) => {
      if (rejected === undefined) return credentialOf({ record, version: recordKey(key) }, method);
      throw credentialNotAcceptedError({ key, name: plugin.name });
    },
  };
  const settings = await services.clients.settings(plugin, key.user);
  try {
    const request = { plugin, key, record, credentials, origins: record.belongsTo.origins };
    const { client } = services.clients.make(request, services.clients.newHold(), settings);
    const answer = await plugin.identify(client as never, signal ?? new AbortController().signal);
    return readIdentity(plugin, answer);
  } catch (error) {
    const failure = pluginFailure(error, { plugin, what: 'identify' });
    const passing = failure.retryable;
    const old = passing ? (await services.tokens.records.read(key))?.record : undefined;
    if (passing && !old?.identity) return undefined;
    await services.tokens.abandon(key, record);
    throw failure;
  }
}
