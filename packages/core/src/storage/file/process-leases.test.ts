import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runWorker } from '../../../test/storage/run-worker.ts';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { workerStore } from '../../../test/storage/worker-store.ts';
import type { Leases } from '../store.ts';

const ttlMs = 3000;

function leasesIn(folder: string): Leases {
  const store = workerStore(folder);
  onTestFinished(() => store.close?.());
  if (!store.leases) throw new Error('A file store has leases of its own.');
  return store.leases;
}

it('gives a name to one owner at a time, also among two stores of one process', async () => {
  const folder = temporaryFolder();
  const [ours, theirs] = [leasesIn(folder), leasesIn(folder)];
  const lease = await ours.acquire('ada/gmail/default', ttlMs);
  expect(lease).toBeDefined();
  expect(await ours.acquire('ada/gmail/default', ttlMs)).toBeUndefined();
  expect(await theirs.acquire('ada/gmail/default', ttlMs)).toBeUndefined();
  expect(await theirs.acquire('ada/gmail/work', ttlMs)).toBeDefined();
  expect(await lease?.renew()).toBe(true);
  await lease?.release();
  await lease?.release();
  expect(await lease?.renew()).toBe(false);
  expect(await theirs.acquire('ada/gmail/default', ttlMs)).toBeDefined();
});

it('is free at once when the process that held it was killed', async () => {
  const folder = temporaryFolder();
  const leases = leasesIn(folder);
  const holder = runWorker('hold-lease.ts', [folder, 'ada']);
  await holder.printed('held');
  expect(await leases.acquire('ada', ttlMs)).toBeUndefined();
  await holder.kill();
  expect(await leases.acquire('ada', ttlMs)).toBeDefined();
});

it('has one owner among eight processes', async () => {
  const folder = temporaryFolder();
  const workers = Array.from({ length: 8 }, () => runWorker('hold-lease.ts', [folder, 'ada']));
  const answers = await Promise.all(
    workers.map((worker) =>
      Promise.race([
        worker.printed('held').then(() => 'held'),
        worker.printed('refused').then(() => 'refused'),
      ]),
    ),
  );
  await Promise.all(workers.map((worker) => worker.kill()));
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
});

it('is lost when the folder was deleted and another process could take it', async () => {
  const folder = join(temporaryFolder(), 'data');
  const leases = leasesIn(folder);
  const lease = await leases.acquire('ada', ttlMs);
  rmSync(folder, { recursive: true });
  expect(await lease?.renew()).toBe(false);
});

it('does not keep the process alive', async () => {
  const worker = runWorker('forget-lease.ts', [temporaryFolder()]);
  expect(await worker.finished()).toBe('held\n');
});
