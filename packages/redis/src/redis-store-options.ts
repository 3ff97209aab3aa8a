import { SidecarError } from '@sidecar/core';
import { isRedisClient, type RedisClient } from './redis-client.ts';

interface RedisStoreSettings {
  /** What the names of all its keys begin with, in braces; `sidecar` unless given. Stores with different prefixes share nothing. */
  readonly prefix?: string;
  /** How long an operation may take, waiting for a connection included; 5,000 unless given, 30,000 at most. */
  readonly timeoutMs?: number;
  /** Whether a store may be begun where there is none; true unless given. With false, a Redis that has lost everything is told from a new one. */
  readonly mayCreate?: boolean;
}

/** Which Redis, and how: either an ioredis client, which stays yours to end, or a `redis://` or `rediss://` URL. */
export type RedisStoreOptions = RedisStoreSettings &
  (
    | { readonly client: RedisClient; readonly url?: undefined }
    | { readonly url: string; readonly client?: undefined }
  );

/** Options that were found to be right, with what is usual in the place of what was left out. */
export interface CheckedOptions {
  readonly place: { readonly client: RedisClient } | { readonly url: string };
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly mayCreate: boolean;
}

const usualTimeoutMs = 5_000;
const longestTimeoutMs = 30_000;
const longestPrefix = 200;

/** Refuses wrong options in words, none of which repeats a URL: a password may stand in it. */
export function checkedOptions(options: RedisStoreOptions): CheckedOptions {
  if (typeof options !== 'object' || options === null)
    throw invalid('redisStore needs { client } or { url }.');
  const { prefix = 'sidecar', timeoutMs = usualTimeoutMs, mayCreate = true } = options;
  if (typeof prefix !== 'string' || !/^[^{}\p{Cc}\p{Cs}]+$/u.test(prefix) || prefix.length > longestPrefix)
    throw invalid(`The prefix has to be a text of 1 to ${longestPrefix} characters without braces.`);
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0 && timeoutMs <= longestTimeoutMs))
    throw invalid(`timeoutMs has to be a number of milliseconds, ${longestTimeoutMs} at most.`);
  if (typeof mayCreate !== 'boolean') throw invalid('mayCreate has to be true or false.');
  return { place: checkedPlace(options), prefix, timeoutMs, mayCreate };
}

function checkedPlace({ client, url }: RedisStoreOptions): CheckedOptions['place'] {
  if ((client === undefined) === (url === undefined))
    throw invalid('redisStore needs either { client } or { url }, not both.');
  if (url !== undefined) return { url: checkedUrl(url) };
  if (isRedisClient(client)) return { client };
  throw invalid(
    'The client given to redisStore is none of ioredis. Give new Redis(…) or new Cluster(…) of the package ioredis.',
  );
}

function checkedUrl(url: unknown): string {
  if (typeof url === 'string' && /^rediss?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw invalid(
    'The URL given to redisStore is none of a Redis. It has to look like redis://localhost:6379, or rediss://… with TLS.',
  );
}

function invalid(message: string): SidecarError {
  return new SidecarError('invalid_input', message);
}
