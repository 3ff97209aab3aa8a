import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { fileStore } from '../../file.ts';
import type { Store } from '../store.ts';

const key = new Uint8Array(32).fill(1);

function storeIn(folder: string): Store {
  const store = fileStore(folder, { key });
  onTestFinished(() => store.close?.());
  return store;
}

/** Mounts a file system in memory of one megabyte; false where that is not allowed. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return true;
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

/** The same folder once more, but read-only. */
function mountReadOnly(folder: string): string {
  const view = temporaryFolder();
  execFileSync('mount', ['--bind', folder, view]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', view]);
  });
  execFileSync('mount', ['-o', 'remount,bind,ro', view]);
  return view;
}

/** Fills what is left of the disk. */
function fill(folder: string): void {
  for (let size = 2 ** 20; size >= 1; size /= 2) {
    try {
      writeFileSync(join(folder, `ballast-${size}`), new Uint8Array(size));
    } catch {
      // A smaller one may fit.
    }
  }
}

describe.skipIf(!mayMount)('on a full disk (skipped where the test may not mount one)', () => {
  it('says so, keeps the old value, leaves no temporary file, and is retryable', async (context) => {
    const folder = temporaryFolder();
    if (!mountSmallDisk(folder)) return context.skip('mounting is not allowed');
    const store = storeIn(folder);
    const version = await store.set('tokens/ada', 'the old token', undefined);
    const created = await store.get('config/default');
    const lease = await store.leases?.acquire('ada', 3000);
    fill(folder);
    const failure = { code: 'store_failed', retryable: true, message: expect.stringContaining('full') };
    await expect(store.set('tokens/ada', 'x'.repeat(5000), version)).rejects.toMatchObject(failure);
    await expect(
      store.set('config/default', `{"gmail":{"note":"${'x'.repeat(9000)}"}}`, created?.version),
    ).rejects.toMatchObject(failure);
    await expect(lease?.renew()).rejects.toMatchObject(failure);
    expect(await store.get('tokens/ada')).toEqual({ value: 'the old token', version });
    expect(await store.get('config/default')).toEqual(created);
    expect(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp')),
    ).toEqual([]);
  });

  it('works on when there is space again, with the lease still held', async (context) => {
    const folder = temporaryFolder();
    if (!mountSmallDisk(folder)) return context.skip('mounting is not allowed');
    const store = storeIn(folder);
    const lease = await store.leases?.acquire('ada', 3000);
    fill(folder);
    await expect(lease?.renew()).rejects.toMatchObject({ code: 'store_failed' });
    execFileSync('sh', ['-c', 'rm "$0"/ballast-*', folder]);
    expect(await lease?.renew()).toBe(true);
    expect(await store.leases?.acquire('ada', 3000)).toBeUndefined();
    expect(await store.set('tokens/ada', 'token', undefined)).toBeDefined();
  });

  it('says so when the file system is read-only, and can still be read', async (context) => {
    const folder = temporaryFolder();
    if (!mountSmallDisk(folder)) return context.skip('mounting is not allowed');
    const version = await storeIn(folder).set('tokens/ada', 'the old token', undefined);
    await storeIn(folder).get('config/default');
    await (await storeIn(folder).leases?.acquire('ada', 3000))?.release();
    const store = storeIn(mountReadOnly(folder));
    expect(await store.get('tokens/ada')).toEqual({ value: 'the old token', version });
    expect(await store.get('config/default')).toMatchObject({ value: '{}' });
    const sameKeyOfOtherName = { name: 'another source', load: async () => [key] };
    const renamed = fileStore(mountReadOnly(folder), { key: sameKeyOfOtherName });
    expect(await renamed.get('tokens/ada')).toEqual({ value: 'the old token', version });
    const failure = { code: 'store_failed', retryable: false, message: expect.stringContaining('read-only') };
    await expect(store.set('tokens/ada', 'new', version)).rejects.toMatchObject(failure);
    await expect(store.set('tokens/bob', 'new', undefined)).rejects.toMatchObject(failure);
    await expect(store.set('config/alice', '{}', undefined)).rejects.toMatchObject(failure);
    await expect(store.leases?.acquire('ada', 3000)).rejects.toMatchObject(failure);
    await expect(store.leases?.acquire('bob', 3000)).rejects.toMatchObject(failure);
  });
});

it.skipIf(process.getuid?.() === 0)(
  'names the folder that this user may not write (skipped for root)',
  async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    await expect(storeIn(folder).set('tokens/ada', 'x', undefined)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      message: expect.stringContaining(folder),
    });
  },
);

const networkFileSystems = [
  ['NFS', 0x6969],
  ['SMB', 0xfe534d42],
  ['SMB, as a negative number', 0xfe534d42 - 2 ** 32],
  ['9p', 0x01021997],
  ['FUSE', 0x65735546],
] as const;

it.each(networkFileSystems)('refuses a data folder on %s before it makes anything', async (_name, type) => {
  const folder = join(temporaryFolder(), 'data');
  const store = fileStore(folder, { key, fileSystemType: async () => type });
  await expect(store.get('tokens/ada')).rejects.toMatchObject({
    code: 'not_supported',
    nextAction: expect.stringContaining('allowNetworkFolder'),
  });
  await expect(store.leases?.acquire('ada', 3000)).rejects.toMatchObject({ code: 'not_supported' });
  expect(existsSync(folder)).toBe(false);
});

it('accepts a network file system when it is told to', async () => {
  const store = fileStore(temporaryFolder(), {
    key,
    fileSystemType: async () => 0x6969,
    allowNetworkFolder: true,
  });
  onTestFinished(() => store.close?.());
  expect(await store.set('tokens/ada', 'x', undefined)).toBeDefined();
});
