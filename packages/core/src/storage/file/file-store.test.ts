import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { storeContract } from '../../../test/storage/store-contract.ts';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { fileStore } from '../../file.ts';
import { storeKey } from '../keys.ts';
import type { Store } from '../store.ts';

const key = new Uint8Array(32).fill(1);

function storeIn(folder: string): Store {
  const store = fileStore(folder, { key });
  onTestFinished(() => store.close?.());
  return store;
}

/** All files below a folder, with their modes. */
function modesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const stats = statSync(join(folder, name));
    return `${stats.isDirectory() ? 'folder' : 'file'} ${(stats.mode & 0o777).toString(8)}`;
  });
}

function onlyRecord(folder: string): string {
  const [name = ''] = readdirSync(join(folder, 'tokens'));
  return join(folder, 'tokens', name);
}

storeContract('fileStore', () => storeIn(join(temporaryFolder(), 'data')));

it('gives every page of a long listing once', async () => {
  const store = storeIn(temporaryFolder());
  const keys = Array.from({ length: 1050 }, (_, number) => `holds/${String(number).padStart(5, '0')}`);
  await Promise.all(keys.map((name) => store.set(name, '', undefined)));
  const listed: string[] = [];
  for (let page = await store.list('holds/'); page.length > 0; page = await store.list('holds/', page.at(-1)))
    listed.push(...page);
  expect(listed).toEqual(keys);
});

it('keeps tokens sealed on the disk, and configuration legible', async () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  await store.set('tokens/ada/gmail/default', 'very secret token', undefined);
  const created = await store.get('config/default');
  await store.set('config/default', '{"gmail":{"enabled":true}}', created?.version);
  expect(readFileSync(onlyRecord(folder), 'utf8')).not.toContain('secret');
  expect(readFileSync(join(folder, 'integrations.json'), 'utf8')).toContain('"enabled": true');
});

it('lets nobody else read anything, whatever the umask', async () => {
  const umask = process.umask(0);
  onTestFinished(() => {
    process.umask(umask);
  });
  const folder = join(temporaryFolder(), 'deep', 'data');
  const store = storeIn(folder);
  await store.get('config/default');
  await store.set('tokens/ada/gmail/default', 'secret', undefined);
  const lease = await store.leases?.acquire('ada', 3000);
  await lease?.release();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(new Set(modesBelow(folder))).toEqual(new Set(['folder 700', 'file 600']));
});

it('keeps a folder of its own out of git, and does not meddle with one that holds other things', async () => {
  const own = join(temporaryFolder(), 'data');
  await storeIn(own).get('config/default');
  expect(readFileSync(join(own, '.gitignore'), 'utf8')).toBe('*\n');
  const other = temporaryFolder();
  writeFileSync(join(other, 'package.json'), '{}');
  await storeIn(other).get('config/default');
  expect(existsSync(join(other, '.gitignore'))).toBe(false);
});

it('follows a symbolic link to the data folder', async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, 'real'));
  symlinkSync(join(parent, 'real'), join(parent, 'link'));
  await storeIn(join(parent, 'link')).set('tokens/ada', 'secret', undefined);
  expect(await storeIn(join(parent, 'real')).get('tokens/ada')).toMatchObject({ value: 'secret' });
});

it('lets two stores on one folder exclude each other', async () => {
  const folder = temporaryFolder();
  const stores = [storeIn(folder), storeIn(folder)] as const;
  const first = await stores[0].set('tokens/ada', 'first', undefined);
  const answers = await Promise.all(stores.map((store) => store.set('tokens/ada', 'next', first)));
  expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
});

it('names the file of a torn or foreign record, leaves it, and still lists the others of that user', async () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  await store.set('tokens/ada/gmail/default', 'secret', undefined);
  const path = onlyRecord(folder);
  await store.set('tokens/ada/x/default', 'secret', undefined);
  const whole = readFileSync(path);
  for (const content of [
    whole.subarray(0, whole.length - 9),
    '',
    'garbage',
    '[]',
    '{"key":1}',
    Buffer.of(0, 255),
  ]) {
    writeFileSync(path, content);
    const reopened = storeIn(folder);
    await expect(reopened.get('tokens/ada/gmail/default')).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringContaining(path),
    });
    await expect(reopened.set('tokens/ada/gmail/default', 'new', undefined)).rejects.toMatchObject({
      code: 'store_corrupt',
    });
    expect(await reopened.list('tokens/ada/')).toContain('tokens/ada/x/default');
    expect(readFileSync(path)).toEqual(Buffer.from(content));
  }
  await expect(storeIn(folder).list('tokens/')).rejects.toMatchObject({ code: 'store_corrupt' });
});

it('does not open a record that was copied to the place of another', async () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  await store.set('tokens/ada', 'secret of ada', undefined);
  const path = onlyRecord(folder);
  const ada = readFileSync(path, 'utf8');
  rmSync(path);
  await store.set('tokens/bob', 'secret of bob', undefined);
  writeFileSync(onlyRecord(folder), ada);
  await expect(store.get('tokens/bob')).rejects.toMatchObject({ code: 'store_corrupt' });
  writeFileSync(onlyRecord(folder), ada.replace('tokens/ada', 'tokens/bob'));
  await expect(store.get('tokens/bob')).rejects.toMatchObject({ code: 'store_corrupt' });
});

it('sweeps what killed writers left, and leaves what living ones write', async () => {
  const folder = temporaryFolder();
  await storeIn(folder).set('tokens/ada', 'secret', undefined);
  const old = join(folder, 'tokens', '.x.json.00000000.1.0123456789ab.tmp');
  const fresh = join(folder, 'tokens', '.x.json.00000000.1.ba9876543210.tmp');
  const foreign = join(folder, 'tokens', 'notes.tmp');
  for (const path of [old, fresh, foreign]) writeFileSync(path, '');
  utimesSync(old, 0, 0);
  utimesSync(foreign, 0, 0);
  await storeIn(folder).get('tokens/ada');
  expect([old, fresh, foreign].map((path) => existsSync(path))).toEqual([false, true, true]);
});

it('goes on after its folder was deleted under it', async () => {
  const folder = join(temporaryFolder(), 'data');
  const store = storeIn(folder);
  await store.set('tokens/ada', 'secret', undefined);
  rmSync(folder, { recursive: true });
  expect(await store.get('tokens/ada')).toBeUndefined();
  expect(await store.set('tokens/ada', 'new', undefined)).toBeDefined();
  expect(await storeIn(folder).get('tokens/ada')).toMatchObject({ value: 'new' });
});

it('says so when a part of the path is a file', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const store = storeIn(join(folder, 'file', 'data'));
  await expect(store.get('tokens/ada')).rejects.toMatchObject({ code: 'store_failed', retryable: false });
});

it('shows no key and no value when it is inspected', async () => {
  const secret = Buffer.from('0123456789abcdefghijklmnopqrstuv');
  const store = fileStore(temporaryFolder(), { key: secret });
  onTestFinished(() => store.close?.());
  await store.set('tokens/ada', 'very secret token', undefined);
  const shown = inspect(store, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
  expect(shown).not.toContain('very secret');
  expect(shown).not.toContain(secret.toString());
  expect(shown).not.toContain('30 31 32 33');
});

it('keeps users apart whose names are part of each other or of JavaScript', async () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  const users = ['a', 'ab', '__proto__', 'constructor', 'a/b', 'é', 'e\u0301', 'x'.repeat(1024)];
  for (const user of users) {
    const name = storeKey('config', user);
    expect(await store.get(name)).toBeUndefined();
    expect(await store.set(name, JSON.stringify({ gmail: { user } }), undefined)).toBeDefined();
  }
  for (const user of users)
    expect(await store.get(storeKey('config', user))).toMatchObject({
      value: JSON.stringify({ gmail: { user } }),
    });
  expect(await store.list('config/')).toEqual(
    ['default', ...users].map((user) => storeKey('config', user)).sort(),
  );
});

it('survives a copy of its folder by the same process', async () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  const version = await store.set('tokens/ada', 'secret', undefined);
  const copy = join(temporaryFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  expect(await store.set('tokens/ada', 'next', version)).toBeDefined();
  expect(await storeIn(copy).get('tokens/ada')).toMatchObject({ value: 'secret' });
  chmodSync(copy, 0o700);
});
