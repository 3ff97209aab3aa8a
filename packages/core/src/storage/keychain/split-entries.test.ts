import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryKeychain } from '../../../test/storage/memory-keychain.ts';
import { storeContract } from '../../../test/storage/store-contract.ts';
import { probeKeychain, requireUnlocked } from './keychain-probe.ts';
import { keychainRecords } from './keychain-records.ts';
import { splitEntries } from './split-entries.ts';

const windowsLimitBytes = 2560;
const record = { value: 'old'.repeat(1500), version: 'version 1' };

/** One at a time, as the lock between processes would have it. */
function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(action: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(action);
    last = turn.catch(() => undefined);
    return turn;
  };
}

storeContract('keychainRecords', async () => {
  const keychain = memoryKeychain();
  await probeKeychain(keychain);
  return keychainRecords(splitEntries(keychain), {
    exclusively: inTurn(),
    requireUnlocked: () => requireUnlocked(keychain),
  });
});

it('fits every entry into what Windows takes, in two bytes per character, whatever the text', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 9000 }),
    fc.string({ unit: 'grapheme', minLength: 800, maxLength: 9000 }),
  );
  await fc.assert(
    fc.asyncProperty(text, async (value) => {
      const keychain = memoryKeychain();
      const entries = splitEntries(keychain);
      await entries.write('tokens/ada', { value, version: 'v' });
      for (const entry of keychain.entries.values())
        expect(Buffer.byteLength(entry, 'utf16le')).toBeLessThanOrEqual(windowsLimitBytes);
      expect(await entries.read('tokens/ada')).toEqual({ value, version: 'v' });
    }),
    { numRuns: 60 },
  );
});

it('keeps a short value in one entry', async () => {
  const keychain = memoryKeychain();
  await splitEntries(keychain).write('tokens/ada', { value: 'short', version: 'v' });
  expect(keychain.entries.size).toBe(1);
});

it('names entries legibly, and differently where keys differ in case only', async () => {
  const keychain = memoryKeychain();
  const entries = splitEntries(keychain);
  for (const key of ['tokens/ada/gmail/default', 'tokens/Ada/gmail/default', `tokens/${'x'.repeat(2000)}`])
    await entries.write(key, { value: key, version: 'v' });
  const names = [...keychain.entries.keys()].filter((name) => !/\/[ab]\d+$/.test(name));
  expect(names[0]).toContain('tokens/ada/gmail/default#');
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThan(200);
});

describe('when it is killed', () => {
  const lengths = [3, 3000, 9000];

  it.each(lengths.flatMap((before) => lengths.map((after) => ({ before, after }))))(
    'at any point of a write ($before over $after characters), the old or the new record is there, and nothing stays behind after the next write',
    async ({ before, after }) => {
      const old = { value: 'o'.repeat(before), version: 'old' };
      const next = { value: 'n'.repeat(after), version: 'new' };
      let crashes = 0;
      for (let changes = 0; ; changes += 1) {
        const keychain = memoryKeychain();
        const entries = splitEntries(keychain);
        await entries.write('tokens/ada', old);
        keychain.changesLeft = changes;
        const crashed = await entries.write('tokens/ada', next).then(
          () => false,
          () => true,
        );
        keychain.changesLeft = Number.POSITIVE_INFINITY;
        expect([old, next]).toContainEqual(await entries.read('tokens/ada'));
        for (const value of ['s', 'l'.repeat(5000), 's'])
          await entries.write('tokens/ada', { value, version: 'last' });
        expect(keychain.entries.size).toBe(1);
        if (!crashed) break;
        crashes += 1;
      }
      expect(crashes).toBeGreaterThan(0);
    },
  );

  it('at any point of a removal, the record is gone or whole, and removing again leaves nothing', async () => {
    for (let changes = 0; ; changes += 1) {
      const keychain = memoryKeychain();
      const entries = splitEntries(keychain);
      await entries.write('tokens/ada', record);
      keychain.changesLeft = changes;
      const crashed = await entries.remove('tokens/ada').then(
        () => false,
        () => true,
      );
      keychain.changesLeft = Number.POSITIVE_INFINITY;
      expect([record, undefined]).toContainEqual(await entries.read('tokens/ada'));
      await entries.remove('tokens/ada');
      expect(keychain.entries.size).toBe(0);
      if (!crashed) break;
    }
  });

  it('at any point of a write or a removal, the index names every record', async () => {
    for (let changes = 0; changes < 12; changes += 1) {
      const keychain = memoryKeychain();
      await probeKeychain(keychain);
      const store = keychainRecords(splitEntries(keychain), {
        exclusively: inTurn(),
        requireUnlocked: () => requireUnlocked(keychain),
      });
      const kept = (await store.set('tokens/kept', 'x', undefined)) ?? '';
      keychain.changesLeft = changes;
      await store.set('tokens/new', record.value, undefined).catch(() => undefined);
      await store.delete('tokens/kept', kept).catch(() => undefined);
      keychain.changesLeft = Number.POSITIVE_INFINITY;
      for (const key of ['tokens/kept', 'tokens/new'])
        expect((await store.list('tokens/')).includes(key)).toBe((await store.get(key)) !== undefined);
    }
  });
});

it('reads the old or the new record while another process writes', async () => {
  const keychain = memoryKeychain();
  const writer = splitEntries(keychain);
  const reader = splitEntries({
    ...keychain,
    read: async (account) => {
      await new Promise((resolve) => setImmediate(resolve));
      return keychain.read(account);
    },
  });
  await writer.write('tokens/ada', { value: 'a'.repeat(4000), version: '0' });
  let isDone = false;
  const writing = (async () => {
    for (let round = 1; round <= 50; round += 1) {
      await writer.write('tokens/ada', { value: String(round % 10).repeat(4000), version: String(round) });
      for (let pause = 0; pause < 4; pause += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    isDone = true;
  })();
  while (!isDone) {
    const read = await reader.read('tokens/ada');
    expect(new Set(read?.value).size).toBe(1);
  }
  await writing;
});

it('calls a damaged entry corrupt and leaves it', async () => {
  const keychain = memoryKeychain();
  const entries = splitEntries(keychain);
  await entries.write('tokens/ada', record);
  const [manifest = '', part = ''] = [...keychain.entries.keys()].sort();
  for (const spoiled of [manifest, part]) {
    const before = keychain.entries.get(spoiled) ?? '';
    for (const text of [
      '',
      '{',
      'null',
      '{"version":1}',
      '{"version":"1","slot":"c","parts":1,"digest":""}',
    ]) {
      keychain.entries.set(spoiled, text);
      await expect(entries.read('tokens/ada')).rejects.toMatchObject({ code: 'store_corrupt' });
      expect(keychain.entries.get(spoiled)).toBe(text);
    }
    keychain.entries.set(spoiled, before);
  }
  expect(await entries.read('tokens/ada')).toEqual(record);
});

it('does not take a locked keychain, which answers with nothing, for an empty one', async () => {
  const keychain = memoryKeychain();
  await probeKeychain(keychain);
  const store = keychainRecords(splitEntries({ ...keychain, read: async () => undefined }), {
    exclusively: inTurn(),
    requireUnlocked: () => requireUnlocked({ ...keychain, read: async () => undefined }),
  });
  for (const attempt of [
    () => store.get('tokens/ada'),
    () => store.list('tokens/'),
    () => store.set('tokens/ada', 'x', undefined),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('locked'),
    });
});

it('is refused by the probe when it keeps nothing', async () => {
  const forgetful = { ...memoryKeychain(), read: async () => undefined };
  await expect(probeKeychain(forgetful)).rejects.toMatchObject({ code: 'store_failed' });
});
