import { Redis } from 'ioredis';
import { hasRedisServer, type OwnRedis, startOwnRedis } from './own-redis.ts';

/** A server for the suites. */
export interface FoundRedis {
  readonly url: string;
  /** Ends it, if it was started for this. */
  readonly end: () => Promise<void>;
}

/** The server that REDIS_URL names, else the one of this machine, else one of our own; undefined where there is none. */
export async function findRedis(): Promise<FoundRedis | undefined> {
  const named = process.env.REDIS_URL;
  if (named !== undefined) return { url: named, end: async () => undefined };
  const usual = 'redis://127.0.0.1:6379';
  if (await answers(usual)) return { url: usual, end: async () => undefined };
  if (!hasRedisServer) return undefined;
  const own: OwnRedis = await startOwnRedis();
  return { url: own.url, end: () => own.remove() };
}

async function answers(url: string): Promise<boolean> {
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    return (await probe.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    probe.disconnect();
  }
}
