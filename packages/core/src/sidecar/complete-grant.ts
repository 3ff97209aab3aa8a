import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { CompletedGrant } from '../oauth/grant.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';
import { pluginFacts } from '../plugin-facts.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { ObtainedTokens } from '../tokens/token-answer.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { abandonGrant, type UnstoredGrant } from './abandon-grant.ts';
import { connectionOf } from './client-cache.ts';
import { identifyNew, type NewGrant } from './identify-new.ts';
import type { Services } from './services.ts';

/** Finds out whose account a completed OAuth flow opened, and stores the connection. */
export async function completeGrant(
  services: Services,
  grant: CompletedGrant,
  signal?: AbortSignal,
): Promise<Connection> {
  const plugin = services.plugins.get(grant.integration);
  const { tokens, isTakenOver } = grant;
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
  const others = Object.fromEntries(
    Object.entries(tokens.credentials).map(([credential, obtained]): [string, TokenRecord] => [
      credential,
      { ...base, ...tokenFields(obtained, obtained.scopes ?? []) },
    ]),
  );
  const needsRefreshToken = method.refreshToken === 'required';
  const unstored = { plugin, key: grant, record, others, isTakenOver, signal };
  return storeConnection(services, unstored, { needsRefreshToken });
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

/** Asks who it is, stores the records and switches the integration on. */
export async function storeConnection(
  services: Services,
  { plugin, key, record, others = {}, isTakenOver, signal }: NewGrant,
  options: { readonly needsRefreshToken: boolean } = { needsRefreshToken: false },
): Promise<Connection> {
  const place: ConnectionKey = { user: key.user, integration: key.integration, account: key.account };
  const identity = await identifyNew(services, { plugin, key: place, record, others, isTakenOver, signal });
  const named: UnstoredGrant = { key: place, isTakenOver, ...withIdentity({ record, others }, identity) };
  try {
    await services.tokens.save(place, named.record, options);
  } catch (error) {
    await keepOrAbandon(services, named, error);
  }
  for (const [credential, other] of Object.entries(named.others))
    await services.tokens.save({ ...place, credential }, other);
  const { user, integration } = place;
  await plugin.onEnable?.({
    integration,
    user,
    settings: await services.clients.settings(plugin, user),
  } as never);
  await services.configs.update(user, integration, (config) => ({ ...config, enabled: true }));
  services.announcements.announce(place);
  return connectionOf(place, named.record);
}

/** The further credentials are the person's own, also where the main one belongs to their whole tenant. */
function withIdentity(
  { record, others }: Pick<UnstoredGrant, 'record' | 'others'>,
  identity: Identity | undefined,
): Pick<UnstoredGrant, 'record' | 'others'> {
  if (!identity) return { record, others };
  const person = { id: identity.id, label: identity.label };
  const named = Object.entries(others).map(([credential, other]) => [
    credential,
    { ...other, identity: person },
  ]);
  return { record: { ...record, identity }, others: Object.fromEntries(named) };
}

/** What was granted and is not stored is given back; unless the store took it and only its answer was lost. */
async function keepOrAbandon(services: Services, grant: UnstoredGrant, error: unknown): Promise<void> {
  const stored = await services.tokens.records.read(grant.key).catch(() => undefined);
  if (stored?.record.grantId === grant.record.grantId) return;
  await abandonGrant(services, grant);
  throw error;
}
