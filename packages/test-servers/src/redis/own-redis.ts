import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.ts';

/** Whether servers can be started here. */
export const hasRedisServer: boolean = isInstalled('redis-server');

/** Stands behind the titles of tests that are skipped without them. */
export const noRedisServer: string = hasRedisServer ? '' : ' (skipped: redis-server is not installed)';

/** A redis-server that a test has started: its own port, its own folder. */
export interface OwnRedis {
  readonly port: number;
  readonly folder: string;
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it at once; with the same folder it can be started again. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

interface OwnRedisOptions {
  readonly port?: number;
  /** That of a server that was killed, to go on with what it has left. */
  readonly folder?: string;
  /** Further lines of its configuration, as arguments. */
  readonly settings?: readonly string[];
}

/** Starts a server and waits until it answers. */
export async function startOwnRedis({
  port,
  folder = mkdtempSync(join(tmpdir(), 'sidecar-redis-')),
  settings = [],
}: OwnRedisOptions = {}): Promise<OwnRedis> {
  const ownPort = port ?? (await freePort());
  const child = spawn(
    'redis-server',
    [
      '--port',
      String(ownPort),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--repl-diskless-sync-delay',
      '0',
      ...settings,
    ],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const server: OwnRedis = {
    port: ownPort,
    folder,
    url: `redis://127.0.0.1:${ownPort}`,
    process: child,
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
    remove: async () => {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await answering(server);
  return server;
}

async function answering({ port, process: child }: OwnRedis): Promise<void> {
  const probe = new Redis({
    port,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
  });
  probe.on('error', () => undefined);
  try {
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error('The redis-server did not start.')),
    );
    ended.catch(() => undefined);
    // A refusal, or that it is loading, is an answer as well.
    await Promise.race([probe.ping().catch(() => undefined), ended]);
  } finally {
    probe.disconnect();
  }
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
