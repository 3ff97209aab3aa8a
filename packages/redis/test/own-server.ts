import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** Whether servers can be started here. */
export const hasServerBinary: boolean = isInstalled('redis-server');

/** A redis-server that a test has started: its own port, its own folder. */
export interface OwnServer {
  readonly port: number;
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it at once; with the same folder it can be started again. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

interface OwnServerOptions {
  readonly port?: number;
  /** Further lines of its configuration, as arguments. */
  readonly settings?: readonly string[];
}

/** Starts a server and waits until it answers. */
export async function startServer({ port, settings = [] }: OwnServerOptions = {}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-redis-'));
  const ownPort = port ?? (await freePort());
  const child = spawn(
    'redis-server',
    ['--port', String(ownPort), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const server: OwnServer = {
    port: ownPort,
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

async function answering({ port, process: child }: OwnServer): Promise<void> {
  const probe = new Redis({ port, retryStrategy: () => 50, maxRetriesPerRequest: null });
  probe.on('error', () => undefined);
  try {
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error('The redis-server did not start.')),
    );
    ended.catch(() => undefined);
    // Where a password is asked for, its refusal is an answer as well.
    await Promise.race([probe.ping().catch(() => undefined), ended]);
  } finally {
    probe.disconnect();
  }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
