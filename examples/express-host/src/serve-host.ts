import type { Server } from 'node:http';
import type { Logger, Store } from '@sidecar/core';
import { createApp } from './create-app.ts';
import type { HostIdentity } from './host.ts';
import { hostPlugins, openSidecar } from './open-sidecar.ts';
import type { SandboxPlaces } from './sandbox-places.ts';
import { stopListening } from './web/listen.ts';

/** What one instance of the host is made of. */
export interface HostParts extends HostIdentity {
  readonly server: Server;
  readonly publicUrl: string;
  readonly places: SandboxPlaces | undefined;
  readonly store: Store;
  readonly logger: Logger;
  /** Its name among several instances, which its answers carry. */
  readonly instance?: string;
}

/** Answers a server's requests; returns what ends that so that nothing is lost: no new requests, then no new refreshes and those under way saved. */
export function serveHost({ server, places, store, ...host }: HostParts): () => Promise<void> {
  const plugins = hostPlugins(places);
  const sidecar = openSidecar({ plugins, store, logger: host.logger });
  server.on('request', createApp({ ...host, sidecar, plugins }));
  return async () => {
    await stopListening(server);
    await sidecar.close();
    await store.close?.();
  };
}
