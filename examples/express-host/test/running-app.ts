import { createServer } from 'node:http';
import { type Logger, memoryStore, type Store } from '@sidecar/core';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { freePort } from '@sidecar/test-servers/free-port';
import { createApp } from '../src/create-app.ts';
import type { HostIdentity } from '../src/host.ts';
import { DemoUsers } from '../src/identity/demo-users.ts';
import { MemoryApiKeys } from '../src/identity/memory-api-keys.ts';
import { MemorySessions } from '../src/identity/memory-sessions.ts';
import { SignInLimit } from '../src/identity/sign-in-limit.ts';
import { hostPlugins, openSidecar } from '../src/open-sidecar.ts';
import { sandboxPlaces } from '../src/sandbox-places.ts';
import { listen, stopListening } from '../src/web/listen.ts';

/** The host of a test, with everything that it logged. */
export interface RunningApp {
  /** Where its pages and cookies belong. */
  readonly publicUrl: string;
  /** Where this instance itself listens. */
  readonly instanceUrl: string;
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** What the tests sign in with. */
export const passwords = { alice: 'correct horse', bob: 'battery staple' } as const;

/** Starts one instance of the host; several may share a public address, a sandbox and a store. */
export async function startApp(options: {
  readonly sandbox: Sandbox;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly store?: Store;
  /** What instances share that are one host; its own unless given. */
  readonly shared?: Pick<HostIdentity, 'sessions' | 'apiKeys'>;
}): Promise<RunningApp> {
  const {
    sandbox,
    store = memoryStore(),
    shared = { sessions: new MemorySessions(), apiKeys: new MemoryApiKeys() },
  } = options;
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const instanceUrl = `http://127.0.0.1:${port}`;
  const { publicUrl = instanceUrl } = options;
  const log: string[] = [];
  const logger = memoryLogger(log);
  const plugins = hostPlugins(sandboxPlaces(sandbox));
  const sidecar = openSidecar({ plugins, store, logger });
  const users = new DemoUsers([
    { id: 'alice', name: 'Alice', password: passwords.alice },
    { id: 'bob', name: 'Bob', password: passwords.bob },
  ]);
  const identity = {
    users,
    ...shared,
    signInLimit: new SignInLimit(),
  };
  server.on('request', createApp({ ...identity, sidecar, plugins, publicUrl, logger }));
  return {
    publicUrl,
    instanceUrl,
    log,
    close: async () => {
      await stopListening(server);
      await sidecar.close();
    },
  };
}

/** A sandbox and a host at it, whose X callback is registered. */
export async function startAppWithSandbox(hostname = '127.0.0.1') {
  const port = await freePort();
  const publicUrl = `http://${hostname}:${port}`;
  const sandbox = await startSandbox({ xRedirectUris: [`${publicUrl}/callback/twitter`] });
  const app = await startApp({ sandbox, port, publicUrl });
  return {
    ...app,
    sandbox,
    close: async () => {
      await app.close();
      await sandbox.close();
    },
  };
}

function memoryLogger(log: string[]): Logger {
  const write = (message: string) => void log.push(message);
  return { debug: write, info: write, warn: write, error: write };
}
