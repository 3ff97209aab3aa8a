import { SidecarError } from '@sidecar/core';
import type { Redis } from 'ioredis';

const longestPauseMs = 500;

/** Makes a client of the store's own: it goes on connecting for ever, but keeps no command for later and sends none twice by itself. */
export async function openClient(url: string, timeoutMs: number): Promise<Redis> {
  const { Redis } = await loadIoredis();
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    // A connection that was cut without a word is given up, and made anew.
    socketTimeout: timeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // With 0, a command fails with the connection that it was sent on.
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, longestPauseMs),
  });
}

async function loadIoredis(): Promise<Pick<typeof import('ioredis'), 'Redis'>> {
  try {
    return await import('ioredis');
  } catch (cause) {
    const remedy = 'Install it beside @sidecar/redis: npm install ioredis';
    throw new SidecarError(
      'not_supported',
      `The Redis store needs the package ioredis, which cannot be loaded. ${remedy}`,
      { nextAction: remedy, cause },
    );
  }
}
