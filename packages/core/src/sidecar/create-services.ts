import { systemClock } from '../clock.ts';
import { UserConfigs } from '../config/user-config.ts';
import { EventHub } from '../events.ts';
import { silentLogger } from '../logger.ts';
import { createAuthorizationFlow } from '../oauth/authorization-flow.ts';
import type { AnyPlugin } from '../plugin.ts';
import { pluginFacts } from '../plugin-facts.ts';
import { PluginSet } from '../plugin-set.ts';
import { redactingLogger } from '../redacting-logger.ts';
import { guardedStore } from '../storage/guarded-store.ts';
import type { ConnectionFacts } from '../tokens/connection-facts.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import { defaultTokenLimits, type TokenLimits } from '../tokens/refresh-context.ts';
import { TokenManager } from '../tokens/token-manager.ts';
import { Announcements } from './announcements.ts';
import { checkOptions } from './check-options.ts';
import { ClientCache } from './client-cache.ts';
import { completeGrant } from './complete-grant.ts';
import { isEnabled } from './enabled.ts';
import { findOAuthMethod } from './find-oauth-method.ts';
import { readStatus } from './read-status.ts';
import type { Services } from './services.ts';
import type { SidecarOptions } from './sidecar-options.ts';

/** Puts the parts together; reads and sends nothing. */
export function createServices(options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>): Services {
  checkOptions(options);
  const {
    clock = systemClock,
    random = Math.random,
    fetch = (...request) => globalThis.fetch(...request),
  } = options;
  const logger = redactingLogger(options.logger ?? silentLogger);
  const stores = 'get' in options.store ? { tokens: options.store } : options.store;
  const {
    tokens: tokenStore,
    config = tokenStore,
    pending = tokenStore,
    leases = tokenStore,
    holds = tokenStore,
  } = stores;
  const plugins = new PluginSet(options.plugins);
  const events = new EventHub(logger);
  const configs = new UserConfigs(config);
  const facts = new Map<string, ConnectionFacts>(
    plugins.all.map((plugin) => [plugin.id, pluginFacts(plugin)]),
  );
  const tokens = new TokenManager({
    tokens: tokenStore,
    leases,
    holds,
    facts: (integration) => facts.get(integration) ?? pluginFacts(plugins.get(integration)),
    fetch,
    clock,
    random,
    limits: withDefaults(options.limits),
    changed: (key) => services.announcements.announce(key),
  });
  const services: Services = {
    plugins,
    configs,
    tokens,
    events,
    announcements: new Announcements((key) => tellState(services, key), { events, logger }),
    logger,
    clock,
    clients: new ClientCache(configs, { fetch, clock, logger, random, rateLimits: tokens.rateLimits }),
    authorization: createAuthorizationFlow({
      findMethod: findOAuthMethod(plugins),
      store: guardedStore(pending),
      fetch,
      clock,
      completeGrant: (grant, signal) => completeGrant(services, grant, signal),
    }),
    ...(options.approve ? { approve: options.approve } : {}),
  };
  return services;
}

/** A limit that is given as undefined is not given. */
function withDefaults(limits: Partial<TokenLimits> = {}): TokenLimits {
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return { ...defaultTokenLimits, ...Object.fromEntries(given) };
}

/** Tells listeners the state that a connection has now. */
async function tellState(services: Services, key: ConnectionKey): Promise<void> {
  const { user, integration, account } = key;
  const enabled = await isEnabled(services.configs, { user, integration, connected: true });
  const { state } = await readStatus(services, key, enabled);
  services.events.emit('status', { user, integration, account, state });
}
