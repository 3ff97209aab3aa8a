import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import type { Logger, Store } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import type { DemoUsers } from './identity/demo-users.ts';
import { MemoryApiKeys } from './identity/memory-api-keys.ts';
import { MemorySessions } from './identity/memory-sessions.ts';
import { SignInLimit } from './identity/sign-in-limit.ts';
import { proveStore } from './prove-store.ts';
import type { Settings } from './read-settings.ts';
import { callbackPath } from './routes/callback.ts';
import { sandboxPlaces } from './sandbox-places.ts';
import { serveHost } from './serve-host.ts';
import { listen } from './web/listen.ts';

/** A host that takes requests. */
export interface RunningHost {
  /** Where browsers reach it. */
  readonly url: string;
  /** Where it listens on this machine. */
  readonly port: number;
  /** Ends it so that nothing is lost. */
  close(): Promise<void>;
}

/** Starts the host as one process over files, and the sandbox unless it is for the real services. */
export async function startHost(settings: Settings, users: DemoUsers, logger: Logger): Promise<RunningHost> {
  const server = createServer();
  const port = await listen(server, settings.port);
  const publicUrl = settings.publicUrl ?? `http://127.0.0.1:${port}`;
  let sandbox: Sandbox | undefined;
  try {
    if (settings.mode === 'sandbox') sandbox = await openSandbox(publicUrl);
    const store = await openStore(settings, port);
    const end = serveHost({
      server,
      publicUrl,
      places: sandbox && sandboxPlaces(sandbox),
      store,
      logger,
      users,
      sessions: new MemorySessions(),
      apiKeys: new MemoryApiKeys(),
      signInLimit: new SignInLimit(),
    });
    return {
      url: publicUrl,
      port,
      close: async () => {
        await end();
        await sandbox?.close();
      },
    };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await sandbox?.close();
    throw error;
  }
}

/** X wants its callback address registered, port included. */
export function openSandbox(publicUrl: string): Promise<Sandbox> {
  return startSandbox({ xRedirectUris: [publicUrl + callbackPath('twitter')] });
}

/** A store that has proven that it can keep connections. */
async function openStore({ mode, home }: Settings, port: number): Promise<Store> {
  const folder = path.join(home, mode === 'sandbox' ? `sandbox-${port}` : 'live');
  // A sandbox forgets everything when it ends: connections with the one before lead nowhere any more.
  // Where this fails the store has more to say about the folder.
  if (mode === 'sandbox') await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  return proveStore(fileStore(folder));
}
