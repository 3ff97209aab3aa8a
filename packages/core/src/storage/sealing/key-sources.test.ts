import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { environmentKey } from './environment-key.ts';
import { keyFile } from './key-file.ts';
import type { KeyContext } from './key-source.ts';
import { machineKey } from './machine-key.ts';
import { passphraseKey } from './passphrase-key.ts';

const unused: KeyContext = { mayCreate: async () => true };
const inUse: KeyContext = { mayCreate: async () => false };
const name = 'SIDECAR_ENCRYPTION_KEY';

describe('environmentKey', () => {
  it('reads 32 bytes as base64, base64url or hex, with or without padding and spaces around', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (bytes) => {
        const buffer = Buffer.from(bytes);
        const base64 = buffer.toString('base64');
        const spellings = [
          base64,
          base64.slice(0, -1),
          buffer.toString('base64url'),
          buffer.toString('hex'),
          `  ${base64}\n`,
        ];
        for (const spelling of [...spellings, buffer.toString('hex').toUpperCase()])
          expect((await environmentKey(name, { [name]: spelling }).load(inUse)).map(Buffer.from)).toEqual([
            buffer,
          ]);
      }),
    );
  });

  it('reads several keys from a comma list, in order', async () => {
    const keys = [randomBytes(32), randomBytes(32)] as const;
    const list = `${keys[0].toString('hex')}, ${keys[1].toString('base64')}`;
    expect(await environmentKey(name, { [name]: list }).load(inUse)).toEqual(keys);
  });

  it.each([
    ['16 bytes', randomBytes(16).toString('base64')],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['63 hex digits', randomBytes(32).toString('hex').slice(1)],
    ['a passphrase', 'correct horse battery staple'],
    ['a trailing comma', `${randomBytes(32).toString('hex')},`],
  ])('refuses %s, says which key it is and never prints it', async (_what, text) => {
    const failure: unknown = await environmentKey(name, { [name]: text })
      .load(inUse)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'wrong_key', message: expect.stringContaining(name) });
    expect(inspect(failure, { showHidden: true, depth: 9 })).not.toContain(text.slice(0, 12));
  });

  it('says what to set when it is not set', async () => {
    await expect(environmentKey('MY_KEY', {}).load(unused)).rejects.toMatchObject({
      code: 'wrong_key',
      nextAction: expect.stringContaining('Set MY_KEY'),
    });
  });
});

describe('keyFile', () => {
  it('makes a random key that only this user can read, and finds it again', async () => {
    const path = join(temporaryFolder(), 'sidecar', 'data.key');
    const [key] = await keyFile(path).load(unused);
    expect(key).toHaveLength(32);
    expect(await keyFile(path).load(inUse)).toEqual([key]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(path, '..'))).toEqual(['data.key']);
  });

  it('makes no new key where records are sealed already', async () => {
    const path = join(temporaryFolder(), 'data.key');
    await expect(keyFile(path).load(inUse)).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringContaining(path),
    });
    expect(existsSync(path)).toBe(false);
  });

  it('agrees on one key when many start at once', async () => {
    const path = join(temporaryFolder(), 'data.key');
    const loaded = await Promise.all(Array.from({ length: 20 }, () => keyFile(path).load(unused)));
    expect(new Set(loaded.map(([key]) => Buffer.from(key ?? []).toString('hex'))).size).toBe(1);
  });

  it.each([
    '',
    'short',
    'not base64 at all, but long enough to be one !!',
    randomBytes(64).toString('base64'),
  ])('refuses a file that holds %j and leaves it as it is', async (content) => {
    const path = join(temporaryFolder(), 'data.key');
    writeFileSync(path, content);
    await expect(keyFile(path).load(unused)).rejects.toMatchObject({ code: 'wrong_key' });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('says so when a folder stands in its place', async () => {
    const path = join(temporaryFolder(), 'data.key');
    mkdirSync(path);
    await expect(keyFile(path).load(unused)).rejects.toMatchObject({ code: 'store_failed' });
    chmodSync(path, 0o700);
  });
});

describe('passphraseKey', () => {
  const salt = Buffer.from('a salt of 16 bytes or more');

  it('gives the same key for the same passphrase and salt, and another for any other', async () => {
    const [one] = await passphraseKey('open sesame', salt).load(unused);
    const [same] = await passphraseKey('open sesame', salt).load(inUse);
    const [other] = await passphraseKey('open sesame!', salt).load(unused);
    const [salted] = await passphraseKey('open sesame', Buffer.from('another salt of 16 bytes')).load(unused);
    expect(one).toHaveLength(32);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one).not.toEqual(salted);
  });

  it('refuses an empty passphrase and a short salt', () => {
    expect(() => passphraseKey('', salt)).toThrow('empty');
    expect(() => passphraseKey('open sesame', Buffer.from('short'))).toThrow('16 bytes');
  });

  it('does not show the passphrase', () => {
    expect(inspect(passphraseKey('open sesame', salt), { showHidden: true, depth: 9 })).not.toContain(
      'open sesame',
    );
  });
});

describe('machineKey', () => {
  it('derives one key per machine', async () => {
    const [here] = await machineKey(async () => 'machine one').load(unused);
    const [again] = await machineKey(async () => 'machine one').load(unused);
    const [there] = await machineKey(async () => 'machine two').load(unused);
    expect(here).toHaveLength(32);
    expect(here).toEqual(again);
    expect(here).not.toEqual(there);
  });

  it.skipIf(
    process.platform === 'linux' && !existsSync('/etc/machine-id') && !existsSync('/var/lib/dbus/machine-id'),
  )('reads the id of this machine (skipped where it has none)', async () => {
    expect((await machineKey().load(unused))[0]).toHaveLength(32);
  });
});
