import { execFile } from 'node:child_process';
import { inspect, promisify } from 'node:util';
import { SidecarError } from '@sidecar/core';
import { Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis-5';
import { describe, expect, it } from 'vitest';
import { redisStore } from './redis-store.ts';

/** What redisStore says of options that no typed caller could give. */
function refusal(options: unknown): SidecarError {
  try {
    Reflect.apply(redisStore, undefined, [options]);
  } catch (error) {
    if (SidecarError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('The options were accepted.');
}

describe('redisStore refuses', () => {
  it('what names no Redis, or two', () => {
    expect(refusal(undefined)).toMatchObject({ code: 'invalid_input' });
    expect(refusal({}).message).toBe('redisStore needs either { client } or { url }, not both.');
    const client = new Redis({ lazyConnect: true });
    expect(refusal({ client, url: 'redis://localhost' }).message).toContain('not both');
  });

  it('a client of another package, and says which one is meant', () => {
    const nodeRedis = { isOpen: true, connect() {}, on() {}, off() {}, eval() {}, evalSha() {} };
    for (const client of [nodeRedis, {}, 'redis://localhost', null, () => new Redis()]) {
      expect(refusal({ client })).toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('package ioredis'),
      });
    }
  });

  it('a URL of something else, without repeating what may be a password', () => {
    for (const url of ['localhost:6379', 'https://ada:geheim@redis.example', '', 6379]) {
      const error = refusal({ url });
      expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('rediss://') });
      expect(inspect(error)).not.toContain('geheim');
    }
  });

  it('a prefix with braces, which would spread the keys over a cluster, and limits that are none', () => {
    const client = new Redis({ lazyConnect: true });
    for (const prefix of ['', 'a{b}', '}', 'line\n', 7, 'x'.repeat(201)])
      expect(refusal({ client, prefix }).message).toContain('prefix');
    for (const timeoutMs of [0, -1, Number.NaN, 30_001, '5'])
      expect(refusal({ client, timeoutMs }).message).toContain('timeoutMs');
    expect(refusal({ client, mayCreate: 'no' }).message).toContain('mayCreate');
  });
});

it('takes clients of ioredis 5 and 6, and connects none before it is used', () => {
  for (const client of [new Redis({ lazyConnect: true }), new Redis5({ lazyConnect: true })]) {
    redisStore({ client });
    expect(client.status).toBe('wait');
  }
});

it('says what to install when ioredis is missing, which nothing needs before the first operation', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        if (specifier === 'ioredis') throw new Error('Cannot find package ioredis');
        return next(specifier, context);
      },
    });
    const { redisStore } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const store = redisStore({ url: 'redis://ada:geheim@127.0.0.1:1' });
    const { code, message } = await store.get('tokens/ada/gmail/default').catch((error) => error);
    console.log(JSON.stringify({ code, message }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  expect(JSON.parse(stdout)).toEqual({
    code: 'not_supported',
    message:
      'The Redis store needs the package ioredis, which cannot be loaded. Install it beside @sidecar/redis: npm install ioredis',
  });
});
