import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runWorker } from '../../../test/storage/run-worker.ts';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { ProcessLock } from './process-lock.ts';

function lockAt(path: string): ProcessLock {
  const lock = new ProcessLock(path);
  onTestFinished(() => lock.close());
  return lock;
}

function newPath(): string {
  return join(temporaryFolder(), 'locks', 'name.lock');
}

it('excludes a second connection of the same process until it is released', () => {
  const path = newPath();
  const [one, other] = [lockAt(path), lockAt(path)];
  expect(one.tryAcquire()).toBe(true);
  expect(other.tryAcquire()).toBe(false);
  one.release();
  expect(other.tryAcquire()).toBe(true);
  other.close();
  expect(one.tryAcquire()).toBe(true);
});

it('does not drop the lock of one connection when another one to the same file is closed', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'locks', 'name.lock');
  const holder = lockAt(path);
  expect(holder.tryAcquire()).toBe(true);
  const passer = lockAt(path);
  expect(passer.tryAcquire()).toBe(false);
  passer.close();
  expect(await runWorker('try-lock.ts', [path]).finished()).toBe('refused\n');
  holder.close();
  expect(await runWorker('try-lock.ts', [path]).finished()).toBe('acquired\n');
});

it('writes nothing while it is taken and given back', () => {
  const path = newPath();
  const lock = lockAt(path);
  lock.tryAcquire();
  lock.release();
  const before = readFileSync(path);
  const { mtimeNs } = statSync(path, { bigint: true });
  lock.tryAcquire();
  expect(readdirSync(dirname(path))).toEqual(['name.lock']);
  lock.release();
  expect(readFileSync(path)).toEqual(before);
  expect(statSync(path, { bigint: true }).mtimeNs).toBe(mtimeNs);
});

it('makes a lock file anew that a power cut left damaged', () => {
  for (const content of ['garbage'.repeat(600), Buffer.alloc(4096)]) {
    const path = newPath();
    const first = lockAt(path);
    first.tryAcquire();
    first.close();
    writeFileSync(path, content);
    const lock = lockAt(path);
    expect(lock.tryAcquire() || lock.tryAcquire()).toBe(true);
    expect(lockAt(path).tryAcquire()).toBe(false);
  }
});

it('notices that its file was deleted and made anew', () => {
  const path = newPath();
  const lock = lockAt(path);
  expect(lock.tryAcquire()).toBe(true);
  expect(lock.stillInPlace()).toBe(true);
  rmSync(dirname(path), { recursive: true });
  expect(lock.stillInPlace()).toBe(false);
  const next = lockAt(path);
  expect(next.tryAcquire()).toBe(true);
  expect(lock.stillInPlace()).toBe(false);
  expect(lock.tryAcquire()).toBe(false);
  next.close();
  expect(lock.tryAcquire()).toBe(true);
});

it('is refused, without an error, while its file vanishes again and again', async () => {
  const path = newPath();
  const remover = runWorker('remove-for-ever.ts', [path]);
  await remover.printed('removing');
  for (let tries = 0; tries < 1000; tries += 1) {
    const lock = lockAt(path);
    lock.tryAcquire();
    lock.close();
  }
  await remover.kill();
  expect(lockAt(path).tryAcquire()).toBe(true);
});

it('loads SQLite without a warning, and lets other warnings pass', async () => {
  const worker = runWorker('warnings.ts', [newPath()]);
  expect(JSON.parse(await worker.finished())).toEqual(['Warning: ours', 'ExperimentalWarning: ours too']);
});

it('survives a copy of its folder, as far as the copy does not open it while it is held', () => {
  const path = newPath();
  const lock = lockAt(path);
  lock.tryAcquire();
  lock.release();
  const copy = join(temporaryFolder(), 'copy');
  cpSync(dirname(path), copy, { recursive: true });
  expect(existsSync(join(copy, 'name.lock'))).toBe(true);
  expect(lock.tryAcquire()).toBe(true);
  expect(lockAt(path).tryAcquire()).toBe(false);
});
