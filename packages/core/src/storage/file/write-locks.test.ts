import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { ProcessLock } from './process-lock.ts';
import { recordFiles } from './record-files.ts';
import { WriteLocks } from './write-locks.ts';

/** Locks that tell what there was to see when a lock was taken, and whether anything else ran while it was held. */
class WatchedLocks extends WriteLocks {
  readonly #folder: string;
  readonly turns: { readonly prepared: readonly string[]; readonly isShared: boolean }[] = [];

  constructor(folder: string) {
    super(join(folder, 'locks'));
    this.#folder = folder;
  }

  override hold<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    return super.hold(name, async () => {
      let isShared = false;
      setImmediate(() => {
        isShared = true;
      });
      const prepared = this.#prepared();
      const result = await action();
      this.turns.push({ prepared, isShared });
      return result;
    });
  }

  #prepared(): readonly string[] {
    return readdirSync(join(this.#folder, 'tokens'))
      .filter((name) => name.endsWith('.tmp'))
      .map((name) => JSON.parse(readFileSync(join(this.#folder, 'tokens', name), 'utf8')).value);
  }
}

it('are held for the comparison and the rename only: the new record is on the disk before, and nothing is waited for', async () => {
  const folder = temporaryFolder();
  const locks = new WatchedLocks(folder);
  onTestFinished(() => locks.close());
  const store = recordFiles(folder, locks);
  const first = await store.set('tokens/ada', 'one', undefined);
  const second = await store.set('tokens/ada', 'two', first);
  await store.delete('tokens/ada', second ?? '');
  expect(locks.turns).toEqual([
    { prepared: ['one'], isShared: false },
    { prepared: ['two'], isShared: false },
    { prepared: [], isShared: false },
  ]);
});

it('have everyone in line fail together when another process keeps one, and work again when it goes on', async () => {
  const folder = temporaryFolder();
  const locks = new WriteLocks(folder, { longestWaitMs: 1_000 });
  const foreign = new ProcessLock(join(folder, 'write-00.lock'));
  onTestFinished(() => locks.close());
  foreign.tryAcquire();
  const hold = () => locks.hold('write-00', async () => 'done');
  const first = hold();
  const others = Promise.allSettled([hold(), hold()]);
  await expect(first).rejects.toMatchObject({ code: 'store_failed', retryable: true });
  await setTimeout(500);
  foreign.close();
  expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await hold()).toBe('done');
});
