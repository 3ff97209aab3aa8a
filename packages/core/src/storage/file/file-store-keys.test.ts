import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { environmentKey, keyFile, rotateKeys, type SealingKeys } from '../../crypto.ts';
import { fileStore } from '../../file.ts';
import type { Store } from '../store.ts';

let configuration: string;

beforeEach(() => {
  configuration = temporaryFolder();
  vi.stubEnv('XDG_CONFIG_HOME', configuration);
  vi.stubEnv('SIDECAR_ENCRYPTION_KEY', '');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
});

function storeIn(folder: string, key?: SealingKeys): Store {
  const store = fileStore(folder, key === undefined ? {} : { key });
  onTestFinished(() => store.close?.());
  return store;
}

function sealedBy(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'sealed-by.json'), 'utf8'));
}

/** The bytes of everything in a folder but locks, to see that nothing was touched. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path} ${readFileSync(path, 'hex')}`);
}

it('makes a key file outside the data folder when nothing else is given', async () => {
  const folder = temporaryFolder();
  await storeIn(folder).set('tokens/ada', 'secret', undefined);
  const [name = ''] = readdirSync(join(configuration, 'sidecar'));
  expect(sealedBy(folder)).toMatchObject({ source: `the key file ${join(configuration, 'sidecar', name)}` });
  expect(await storeIn(folder).get('tokens/ada')).toMatchObject({ value: 'secret' });
});

it('makes no key before there is something to seal', async () => {
  const folder = temporaryFolder();
  await storeIn(folder).get('tokens/ada');
  await storeIn(folder).get('config/default');
  expect(existsSync(join(configuration, 'sidecar'))).toBe(false);
});

it('takes the environment variable before the key file', async () => {
  vi.stubEnv('SIDECAR_ENCRYPTION_KEY', randomBytes(32).toString('base64'));
  const folder = temporaryFolder();
  await storeIn(folder).set('tokens/ada', 'secret', undefined);
  expect(sealedBy(folder)).toMatchObject({ source: 'the environment variable SIDECAR_ENCRYPTION_KEY' });
  expect(existsSync(join(configuration, 'sidecar'))).toBe(false);
});

it('says which source sealed the records when another one is in effect, and touches nothing', async () => {
  const folder = temporaryFolder();
  await storeIn(folder).set('tokens/ada', 'secret', undefined);
  const before = contents(folder);
  vi.stubEnv('SIDECAR_ENCRYPTION_KEY', randomBytes(32).toString('base64'));
  const refusal = {
    code: 'wrong_key',
    message: expect.stringMatching(/from the key file .* do not include it/),
  };
  await expect(storeIn(folder).get('tokens/ada')).rejects.toMatchObject(refusal);
  await expect(storeIn(folder).set('tokens/bob', 'secret', undefined)).rejects.toMatchObject(refusal);
  expect(contents(folder)).toEqual(before);
});

it('makes no new key when the old one is gone, and works again when it is back', async () => {
  const folder = temporaryFolder();
  await storeIn(folder).set('tokens/ada', 'secret', undefined);
  const before = contents(folder);
  renameSync(join(configuration, 'sidecar'), join(configuration, 'moved'));
  const refusal = { code: 'wrong_key', message: expect.stringContaining('is missing') };
  await expect(storeIn(folder).get('tokens/ada')).rejects.toMatchObject(refusal);
  await expect(storeIn(folder).set('tokens/bob', 'secret', undefined)).rejects.toMatchObject(refusal);
  expect(contents(folder)).toEqual(before);
  renameSync(join(configuration, 'moved'), join(configuration, 'sidecar'));
  expect(await storeIn(folder).get('tokens/ada')).toMatchObject({ value: 'secret' });
});

it('refuses a wrong key also when the note of the source is gone or broken', async () => {
  const folder = temporaryFolder();
  await storeIn(folder, randomBytes(32)).set('tokens/ada', 'secret', undefined);
  const path = join(folder, 'sealed-by.json');
  for (const spoil of [() => rmSync(path), () => writeFileSync(path, '{'), () => writeFileSync(path, '[]')]) {
    spoil();
    await expect(storeIn(folder, randomBytes(32)).set('tokens/bob', 'x', undefined)).rejects.toMatchObject({
      code: 'wrong_key',
    });
  }
});

it('may change its source while nothing is sealed', async () => {
  const folder = temporaryFolder();
  const first = storeIn(folder, randomBytes(32));
  const version = (await first.set('tokens/ada', 'secret', undefined)) ?? '';
  await first.delete('tokens/ada', version);
  const key = randomBytes(32);
  expect(await storeIn(folder, key).set('tokens/ada', 'secret', undefined)).toBeDefined();
  expect(await storeIn(folder, key).get('tokens/ada')).toMatchObject({ value: 'secret' });
});

it('moves from a key file to the environment in two steps, after which the file is not needed', async () => {
  const folder = temporaryFolder();
  const path = join(configuration, 'old.key');
  await storeIn(folder, keyFile(path)).set('tokens/ada', 'secret', undefined);
  const text = randomBytes(32).toString('hex');
  const environment = environmentKey('NEW_KEY', { NEW_KEY: text });
  expect(await rotateKeys(storeIn(folder, [environment, keyFile(path)]))).toMatchObject({
    records: 1,
    resealed: 1,
  });
  rmSync(path);
  expect(await storeIn(folder, environment).get('tokens/ada')).toMatchObject({ value: 'secret' });
  expect(sealedBy(folder)).toMatchObject({ source: 'the environment variable NEW_KEY' });
});

it('names a key of a wrong length without printing it, and loses nothing', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('SIDECAR_ENCRYPTION_KEY', 'c2hvcnQga2V5');
  const failure: unknown = await storeIn(folder)
    .set('tokens/ada', 'secret', undefined)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'wrong_key',
    message: expect.stringContaining('SIDECAR_ENCRYPTION_KEY'),
  });
  expect(JSON.stringify(failure)).not.toContain('c2hvcnQga2V5');
});
