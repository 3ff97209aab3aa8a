import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@sidecar/test-servers/free-port';
import type { OwnRedis } from '@sidecar/test-servers/redis';

/** A Sentinel that watches one primary under the name `watched`, and decides alone. */
export interface OwnSentinel {
  readonly port: number;
  remove(): Promise<void>;
}

/** Starts one; it finds the replicas of the primary by itself. */
export async function startSentinel(primary: OwnRedis): Promise<OwnSentinel> {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-sentinel-'));
  const port = await freePort();
  const file = join(folder, 'sentinel.conf');
  writeFileSync(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor watched 127.0.0.1 ${primary.port} 1`,
      'sentinel down-after-milliseconds watched 500',
      'sentinel failover-timeout watched 3000',
    ].join('\n'),
  );
  const child: ChildProcess = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  return {
    port,
    remove: async () => {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
