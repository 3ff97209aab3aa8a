import { SidecarError, safeCause } from '../errors.ts';
import type { ConnectionState, IntegrationStatus } from '../status.ts';
import { connectionToolContext } from './connection-client.ts';
import { IntegrationRegistry } from './integration-registry.ts';
import type { Services } from './services.ts';

const stateWords: Readonly<Record<ConnectionState, string>> = {
  connected: 'active',
  degraded: 'degraded',
  needs_reauth: 'needs reauth',
  disabled: 'disabled',
  disconnected: 'not connected',
  not_configured: 'not configured',
};

/** Renews what has expired, runs the plugins' start-up hooks, and says in one line how everything is. */
export async function startUser(services: Services, user: string): Promise<readonly IntegrationStatus[]> {
  const registry = new IntegrationRegistry(services, user);
  const found = await registry.getAllStatuses();
  await Promise.all(
    found
      .filter(({ enabled, authenticated }) => enabled && authenticated)
      .map((status) => warmUp(services, user, status)),
  );
  const statuses = await registry.getAllStatuses();
  const list = statuses.map(({ name, state }) => `${name} (${stateWords[state]})`).join(', ');
  services.logger.info(`Integrations loaded: ${list || 'none'}`);
  return statuses;
}

/** A connection that cannot be used keeps no other from starting; its state says why. */
async function warmUp(
  services: Services,
  user: string,
  { integration, account = '' }: IntegrationStatus,
): Promise<void> {
  const plugin = services.plugins.get(integration);
  const key = { user, integration, account };
  try {
    const { record } = await services.tokens.handle(key).resolve();
    if (plugin.onStartup)
      await plugin.onStartup((await connectionToolContext(services, { plugin, key, record })) as never);
  } catch (error) {
    const message = SidecarError.isInstance(error) ? error.message : safeCause(error).message;
    services.logger.warn(`${plugin.name} is not ready: ${message}`);
  }
}
