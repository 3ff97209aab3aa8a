import { randomBytes } from 'node:crypto';
import { redisStore } from '@sidecar/redis';
import { Redis } from 'ioredis';
import type { ScaleStore } from './scale-store.ts';

/** Redis, under a prefix of its own. */
export async function redisScaleStore(url: string): Promise<ScaleStore> {
  let statements = 0;
  class CountingRedis extends Redis {
    override sendCommand(...given: Parameters<Redis['sendCommand']>): ReturnType<Redis['sendCommand']> {
      statements += 1;
      return super.sendCommand(...given);
    }
  }
  const client = new CountingRedis(url);
  const prefix = `sidecar-bench-${randomBytes(4).toString('hex')}`;
  return {
    open: () => redisStore({ client, prefix }),
    statements: () => statements,
    connections: () => 1,
    remove: async () => {
      for await (const keys of client.scanStream({ match: `*${prefix}*`, count: 1_000 }))
        if (Array.isArray(keys) && keys.length > 0) await client.unlink(...keys);
      await client.quit();
    },
  };
}
