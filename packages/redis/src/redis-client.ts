/** What the store uses of an ioredis client: a `Redis` or a `Cluster`, of version 5 or 6. */
export interface RedisClient {
  readonly status: string;
  connect(): Promise<unknown>;
  evalsha(sha1: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  on(event: string, listener: (error?: unknown) => void): unknown;
  off(event: string, listener: (error?: unknown) => void): unknown;
  getMaxListeners(): number;
  setMaxListeners(count: number): unknown;
}

const methods: readonly (keyof RedisClient)[] = [
  'connect',
  'evalsha',
  'eval',
  'on',
  'off',
  'getMaxListeners',
  'setMaxListeners',
];

/** Whether something is a client of ioredis; those of other packages have other methods. */
export function isRedisClient(candidate: unknown): candidate is RedisClient {
  if (typeof candidate !== 'object' || candidate === null) return false;
  const client: Partial<Record<keyof RedisClient, unknown>> = candidate;
  return typeof client.status === 'string' && methods.every((name) => typeof client[name] === 'function');
}
