import type { AnyPlugin } from '../plugin.ts';
import { createServices } from './create-services.ts';
import { IntegrationRegistry } from './integration-registry.ts';
import { OAuthManager } from './oauth-manager.ts';
import type { SidecarOptions } from './sidecar-options.ts';

/** Only the OAuth side, for a host that wants access tokens and nothing else. */
export function createOAuthManager(
  options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>,
  user = 'default',
): OAuthManager {
  return new OAuthManager(createServices(options), user);
}

/** Only the registry: what there is, what is switched on, and how it is. */
export function createIntegrationRegistry(
  options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>,
  user = 'default',
): IntegrationRegistry {
  return new IntegrationRegistry(createServices(options), user);
}
