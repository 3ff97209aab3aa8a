import type { Clock } from '../clock.ts';
import type { UserConfigs } from '../config/user-config.ts';
import type { EventHub } from '../events.ts';
import type { Logger } from '../logger.ts';
import type { AuthorizationFlow } from '../oauth/authorization-flow.ts';
import type { PluginSet } from '../plugin-set.ts';
import type { TokenManager } from '../tokens/token-manager.ts';
import type { Announcements } from './announcements.ts';
import type { Approve } from './approval.ts';
import type { ClientCache } from './client-cache.ts';

/** The parts that a sidecar is assembled from; every view of it shares them. */
export interface Services {
  readonly plugins: PluginSet;
  readonly configs: UserConfigs;
  readonly tokens: TokenManager;
  readonly authorization: AuthorizationFlow;
  readonly clients: ClientCache;
  readonly events: EventHub;
  /** Tells listeners the state that a connection has now. */
  readonly announcements: Announcements;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly approve?: Approve;
}
