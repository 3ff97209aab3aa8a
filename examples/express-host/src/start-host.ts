import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Logger, Store } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { createApp } from './create-app.ts';
import { ApiKeys } from './identity/api-keys.ts';
import type { DemoUsers } from './identity/demo-users.ts';
import { Sessions } from './identity/sessions.ts';
import { SignInLimit } from './identity/sign-in-limit.ts';
import { hostPlugins, openSidecar } from './open-sidecar.ts';
import { proveStore } from './prove-store.ts';
import type { Settings } from './read-settings.ts';
import { callbackPath } from './routes/callback.ts';
import { listen, stopListening } from './web/listen.ts';

/** A host that takes requests. */
export interface RunningHost {
  /** Where browsers reach it. */
  readonly url: string;
  /** Where it listens on this machine. */
  readonly port: number;
  /** Ends it so that nothing is lost: no new requests, then no new refreshes and those under way saved. */
  close(): Promise<void>;
}

/** Starts the host, and the sandbox unless it is for the real services. */
export async function startHost(settings: Settings, users: DemoUsers, logger: Logger): Promise<RunningHost> {
  const server = createServer();
  const port = await listen(server, settings.port);
  const publicUrl = settings.publicUrl ?? `http://127.0.0.1:${port}`;
  let sandbox: Sandbox | undefined;
  try {
    if (settings.mode === 'sandbox') sandbox = await openSandbox(publicUrl);
    const store = await openStore(settings, port);
    return serve({ server, publicUrl, port, sandbox, store, users, logger });
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await sandbox?.close();
    throw error;
  }
}

/** X wants its callback address registered, port included. */
function openSandbox(publicUrl: string): Promise<Sandbox> {
  return startSandbox({ xRedirectUris: [publicUrl + callbackPath('twitter')] });
}

/** A store that has proven that it can keep connections. */
async function openStore({ mode, home }: Settings, port: number): Promise<Store> {
  const folder = path.join(home, mode === 'sandbox' ? `sandbox-${port}` : 'live');
  // A sandbox forgets everything when it ends: connections with the one before lead nowhere any more.
  // Where this fails the store has more to say about the folder.
  if (mode === 'sandbox') await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  const store = fileStore(folder);
  try {
    await proveStore(store);
    return store;
  } catch (error) {
    await store.close?.().catch(() => undefined);
    throw error;
  }
}

function serve(parts: {
  readonly server: Server;
  readonly publicUrl: string;
  readonly port: number;
  readonly sandbox: Sandbox | undefined;
  readonly store: Store;
  readonly users: DemoUsers;
  readonly logger: Logger;
}): RunningHost {
  const { server, publicUrl, port, sandbox, store, users, logger } = parts;
  const plugins = hostPlugins(sandbox);
  const sidecar = openSidecar({ plugins, store, logger });
  const identity = {
    users,
    sessions: new Sessions(),
    apiKeys: new ApiKeys(),
    signInLimit: new SignInLimit(),
  };
  server.on('request', createApp({ ...identity, sidecar, plugins, publicUrl, logger }));
  return {
    url: publicUrl,
    port,
    close: async () => {
      await stopListening(server);
      await sidecar.close();
      await store.close?.();
      await sandbox?.close();
    },
  };
}
