import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../free-port.ts';

/** A server of a test's own, which may be stopped and started. */
export interface OwnPostgres {
  readonly connectionString: string;
  readonly host: string;
  readonly port: number;
  /** Ends it as an administrator would (SIGINT: connections are told and cut), or by surprise. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** The folder with the newest server's programs on this machine; undefined when there is none. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(root, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Starts a server on a free port of `host`, with all its data in a temporary folder. */
export async function startOwnPostgres(host = '127.0.0.1'): Promise<OwnPostgres> {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('There are no programs of a PostgreSQL server here.');
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-postgres-'));
  const account = unprivileged();
  if (account) chownSync(folder, account.uid, account.gid);
  execFileSync(
    join(programs, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...account, cwd: folder, stdio: 'ignore' },
  );
  const port = await freePort();
  const connectionString = `postgres://postgres@${host}:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = ['-p', String(port), '-k', folder, '-h', host, '-c', 'max_connections=200'];
    server = spawn(join(programs ?? '', 'postgres'), ['-D', join(folder, 'data'), ...settings], {
      ...account,
      cwd: folder,
      stdio: 'ignore',
    });
    await answering(connectionString, 200);
  }

  async function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }

  // A run that breaks off must not leave a server behind.
  const endWithUs = () => void server?.kill('SIGQUIT');
  process.once('exit', endWithUs);
  await start();
  return {
    connectionString,
    host,
    port,
    start,
    stop,
    remove: async () => {
      process.off('exit', endWithUs);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a server takes statements there, within so many attempts. */
export async function answering(connectionString: string, attempts: number): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      // Not yet, or not at all.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one.
    }
  }
  throw new Error('A server needs an account other than root, and there is none.');
}
