import { SidecarError, type SidecarErrorCode } from '../errors.ts';
import { waitInWords } from '../http/wait-in-words.ts';
import { missingClientSettings, requireClient } from '../oauth/oauth-client.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { ConnectionState, IntegrationStatus } from '../status.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import { clientHoldKey, connectionHoldKey } from '../tokens/cooldown.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { isRenewable, isStillValid } from '../tokens/token-validity.ts';
import type { Services } from './services.ts';
import { ungrantedScopes } from './ungranted-scopes.ts';

interface Judgement {
  readonly state: ConnectionState;
  readonly reason?: string;
  readonly nextAction?: string;
}

/** How one account of an integration is, from what is stored; asks no provider. */
export async function readStatus(
  services: Services,
  key: ConnectionKey,
  enabled: boolean,
): Promise<IntegrationStatus> {
  const plugin = services.plugins.get(key.integration);
  const configs = await services.configs.read(key.user);
  const config = Object.hasOwn(configs, plugin.id) ? configs[plugin.id] : undefined;
  const read = await readRecord(services, key);
  const switchedOff = !enabled && (read.record !== undefined || config?.enabled === false);
  const judgement = switchedOff ? disabled(plugin) : await judge(services, { plugin, key, ...read });
  const { record } = read;
  const method = record && plugin.auth[record.auth];
  return {
    integration: plugin.id,
    name: plugin.name,
    enabled,
    authenticated: read.record !== undefined && ['connected', 'degraded'].includes(judgement.state),
    ...judgement,
    scopes: record?.scopes ?? [],
    missingScopes:
      record && method?.kind === 'oauth2' ? await ungrantedScopes(services, { key, record, method }) : [],
    ...(record ? recordFacts(key, record) : {}),
    ...(config?.lastSync && !Number.isNaN(Date.parse(config.lastSync))
      ? { lastSync: new Date(config.lastSync) }
      : {}),
  };
}

function recordFacts(key: ConnectionKey, record: TokenRecord) {
  return {
    account: key.account,
    auth: record.auth,
    connectedAt: new Date(record.connectedAt),
    ...(record.identity ? { identity: record.identity.label } : {}),
    ...(record.expiresAt === undefined ? {} : { expiresAt: new Date(record.expiresAt) }),
  };
}

/** A record that cannot be read is a state of its own, not a reason to show nothing. */
async function readRecord(
  services: Services,
  key: ConnectionKey,
): Promise<{ readonly record?: TokenRecord; readonly failure?: SidecarError }> {
  try {
    const snapshot = await services.tokens.records.read(key);
    return snapshot ? { record: snapshot.record } : {};
  } catch (error) {
    if (SidecarError.isInstance(error)) return { failure: error };
    throw error;
  }
}

/** What a record that cannot be read asks of a person. */
const unreadable: Partial<Record<SidecarErrorCode, ConnectionState>> = {
  store_corrupt: 'needs_reauth',
  wrong_key: 'not_configured',
};

async function judge(
  services: Services,
  {
    plugin,
    key,
    record,
    failure,
  }: {
    readonly plugin: AnyPlugin;
    readonly key: ConnectionKey;
    readonly record?: TokenRecord;
    readonly failure?: SidecarError;
  },
): Promise<Judgement> {
  if (failure) return fromError(unreadable[failure.code] ?? 'degraded', failure);
  if (!record) return judgeUnconnected(plugin);
  try {
    services.tokens.check(key, record);
  } catch (error) {
    if (!SidecarError.isInstance(error)) throw error;
    return fromError(error.code === 'not_configured' ? 'not_configured' : 'needs_reauth', error);
  }
  const method = plugin.auth[record.auth];
  if (services.tokens.cell(key).unsaved) {
    return {
      state: 'degraded',
      reason: 'A renewed access token could not be saved yet.',
      nextAction: 'Make the store writable.',
    };
  }
  if (!method || isStillValid(record, method, services.clock.now()))
    return judgeRateLimit(services, plugin, key);
  if (!isRenewable(record, method)) {
    return {
      state: 'needs_reauth',
      reason: 'The access has run out.',
      nextAction: `Reconnect ${plugin.name}.`,
    };
  }
  return judgeCooldown(services, { plugin, key, record });
}

/** An expired token is renewed by the next call, unless the last renewals failed. */
async function judgeCooldown(
  services: Services,
  {
    plugin,
    key,
    record,
  }: { readonly plugin: AnyPlugin; readonly key: ConnectionKey; readonly record: TokenRecord },
): Promise<Judgement> {
  const holds = [connectionHoldKey(key)];
  const method = plugin.auth[record.auth];
  if (method?.kind === 'oauth2') {
    try {
      holds.push(await clientHoldKey(method.tokenUrl, requireClient(plugin, method)));
    } catch (error) {
      if (!SidecarError.isInstance(error)) throw error;
      return fromError('not_configured', error);
    }
  }
  const cooldowns = await Promise.all(holds.map((hold) => services.tokens.cooldowns.read(hold)));
  // Once it has run out the next call tries again, so it must be offered.
  const lasting = cooldowns.filter((cooldown) => cooldown !== undefined && cooldown.remainingMs > 0);
  if (lasting.some((cooldown) => cooldown?.code === 'not_configured')) {
    return {
      state: 'not_configured',
      reason: `${plugin.name} does not accept this app's own credentials.`,
      nextAction: `Correct the OAuth client (or key) of ${plugin.name}.`,
    };
  }
  if (cooldowns.every((cooldown) => cooldown === undefined)) return judgeRateLimit(services, plugin, key);
  return {
    state: 'degraded',
    reason: `${plugin.name} could not renew the access token lately.`,
    nextAction: 'Try again later.',
  };
}

async function judgeRateLimit(services: Services, plugin: AnyPlugin, key: ConnectionKey): Promise<Judgement> {
  // Calls go on where it cannot be read.
  const limit = await services.tokens.rateLimits
    .of(key)
    .read()
    .catch(() => undefined);
  if (!limit) return { state: 'connected' };
  return {
    state: 'degraded',
    reason: `${plugin.name} limits how often it can be asked.`,
    nextAction: `Try again in ${waitInWords(limit.durationMs - limit.elapsedMs)}.`,
  };
}

function judgeUnconnected(plugin: AnyPlugin): Judgement {
  const methods = Object.values(plugin.auth);
  const missing = methods.map((method) => (method.kind === 'oauth2' ? missingClientSettings(method) : []));
  // One method that can be used is enough.
  const shortest = missing.toSorted((one, other) => one.length - other.length)[0] ?? [];
  if (shortest.length === 0) return { state: 'disconnected', nextAction: `Connect ${plugin.name}.` };
  return {
    state: 'not_configured',
    reason: `${plugin.name} has no OAuth client.`,
    nextAction: `Set ${shortest.join(' and ')}.`,
  };
}

function disabled(plugin: AnyPlugin): Judgement {
  return { state: 'disabled', nextAction: `Enable ${plugin.name}.` };
}

function fromError(state: ConnectionState, error: SidecarError): Judgement {
  return {
    state,
    reason: error.message,
    ...(error.nextAction === undefined ? {} : { nextAction: error.nextAction }),
  };
}
