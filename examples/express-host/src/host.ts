import type { Logger } from '@sidecar/core';
import type { ApiKeys } from './identity/api-keys.ts';
import type { DemoUsers } from './identity/demo-users.ts';
import type { Sessions } from './identity/sessions.ts';
import type { SignInLimit } from './identity/sign-in-limit.ts';
import type { HostPlugins, HostSidecar } from './open-sidecar.ts';

/** Who may use the host, and how it knows them. */
export interface HostIdentity {
  readonly users: DemoUsers;
  readonly signInLimit: SignInLimit;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
}

/** What the routes work with. */
export interface Host extends HostIdentity {
  readonly sidecar: HostSidecar;
  readonly plugins: HostPlugins;
  /** Where browsers reach this host: scheme, name and port. Taken from the settings, never from a request. */
  readonly publicUrl: string;
  readonly logger: Logger;
  /** Its name among several instances of the host. */
  readonly instance?: string;
}
