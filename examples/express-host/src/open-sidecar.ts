import { createSidecar, type Logger, type Store } from '@sidecar/core';
import { gmail } from '@sidecar/plugin-gmail';
import { twitter } from '@sidecar/plugin-twitter';
import type { SandboxPlaces } from './sandbox-places.ts';

/** The integrations that this host offers: at the sandbox, or at the real services with the clients of the environment. */
export function hostPlugins(places: SandboxPlaces | undefined) {
  if (!places) return [gmail(), twitter()] as const;
  const { google, x } = places;
  return [
    gmail({ client: google.client, endpoints: google }),
    twitter({ client: x.client, endpoints: x }),
  ] as const;
}

/** The integrations of this host; their ids are known to the compiler. */
export type HostPlugins = ReturnType<typeof hostPlugins>;

/** Everything that embedding Sidecar takes. With `users: 'many'` nothing can be done without saying for whom. */
export function openSidecar(options: {
  readonly plugins: HostPlugins;
  readonly store: Store;
  readonly logger: Logger;
}) {
  return createSidecar({ ...options, users: 'many' });
}

/** This host's Sidecar; tool names, inputs and outputs are known to the compiler. */
export type HostSidecar = ReturnType<typeof openSidecar>;

/** The same for one of its users. */
export type HostUserSidecar = ReturnType<HostSidecar['forUser']>;
