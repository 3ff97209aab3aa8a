import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '@sidecar/core';
import { rotateKeys } from '@sidecar/core/crypto';

const pauseMs = 5;

/** Records that are sealed anew in a second, while they are read; the rotation is stopped half-way and goes on. */
export async function measureRotation(
  rotating: Store,
  { total, keyOf }: { readonly total: number; readonly keyOf: (index: number) => string },
): Promise<number> {
  const startedAt = performance.now();
  let done = false;
  const reading = readMeanwhile();
  const stop = new AbortController();
  let before = 0;
  await rotateKeys(rotating, {
    signal: stop.signal,
    onProgress: ({ resealed }) => {
      before = resealed;
      if (resealed >= total / 2) stop.abort();
    },
  }).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  const { resealed } = await rotateKeys(rotating);
  done = true;
  if (before + resealed !== total)
    throw new Error(`${before + resealed} of ${total} records were sealed anew.`);
  if ((await reading) === 0) throw new Error('Nothing was read meanwhile.');
  return (total * 1_000) / (performance.now() - startedAt);

  async function readMeanwhile(): Promise<number> {
    let read = 0;
    for (; !done; read += 1) {
      const entry = await rotating.get(keyOf((read * 7919) % total));
      if (!entry) throw new Error('A record was lost while keys were rotated.');
      await sleep(pauseMs);
    }
    return read;
  }
}
