import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { type FileStoreOptions, fileStore, type IntegrationsMigration } from '../../file.ts';

const key = new Uint8Array(32).fill(1);

/** A data folder whose integrations.json holds this, and a store on it. */
function folderWith(content: string | Uint8Array | undefined, options: FileStoreOptions = {}) {
  const folder = temporaryFolder();
  const path = join(folder, 'integrations.json');
  if (content !== undefined) writeFileSync(path, content);
  const store = fileStore(folder, { key, ...options });
  onTestFinished(() => store.close?.());
  return { folder, path, store };
}

describe('integrations.json', () => {
  it('is made at first use, for people to read', async () => {
    const { path, store } = folderWith(undefined);
    const created = await store.get('config/default');
    expect(created?.value).toBe('{}');
    expect(readFileSync(path, 'utf8')).toBe('{\n  "version": 2,\n  "integrations": {}\n}\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('holds the default user at the top level and the others below users', async () => {
    const { path, store } = folderWith(undefined);
    const created = await store.get('config/default');
    await store.set('config/default', '{"gmail":{"enabled":true}}', created?.version);
    await store.set('config/alice', '{"twitter":{"enabled":false}}', undefined);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 2,
      integrations: { gmail: { enabled: true } },
      users: { alice: { twitter: { enabled: false } } },
    });
    const alice = await store.get('config/alice');
    expect(await store.delete('config/alice', alice?.version ?? '')).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 2,
      integrations: { gmail: { enabled: true } },
    });
    expect(await store.list('config/')).toEqual(['config/default']);
  });

  it('never uses a version again, also when the same is written again within one tick of the clock', async () => {
    const { store } = folderWith(undefined);
    const versions = new Set<string>();
    let version = (await store.get('config/default'))?.version;
    for (let round = 0; round < 100; round += 1) {
      version = await store.set('config/default', `{"gmail":{"odd":${round % 2}}}`, version);
      versions.add(version ?? '');
      expect((await store.get('config/default'))?.version).toBe(version);
    }
    expect(versions.size).toBe(100);
  });

  it('counts an edit by hand as a change, in whatever way the editor saves', async () => {
    const { path, store } = folderWith(undefined);
    const seen = await store.get('config/default');
    writeFileSync(path, '\uFEFF{"version":2,"integrations":{"gmail":{"enabled":false}},"note":"mine"}');
    expect(await store.set('config/default', '{}', seen?.version)).toBeUndefined();
    const edited = await store.get('config/default');
    expect(edited?.value).toBe('{"gmail":{"enabled":false}}');
    expect(await store.set('config/default', '{"gmail":{"enabled":true}}', edited?.version)).toBeDefined();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ note: 'mine' });
    const before = await store.get('config/default');
    appendFileSync(path, '\n');
    expect((await store.get('config/default'))?.version).not.toBe(before?.version);
  });

  it('stays a symbolic link when it is one', async () => {
    const { path, store } = folderWith(undefined);
    const elsewhere = join(temporaryFolder(), 'mine.json');
    writeFileSync(elsewhere, '{"version":2,"integrations":{}}');
    symlinkSync(elsewhere, path);
    const entry = await store.get('config/default');
    expect(await store.set('config/default', '{"gmail":{}}', entry?.version)).toBeDefined();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(elsewhere, 'utf8')).toContain('gmail');
  });

  it('takes no value that is not an object of integrations', async () => {
    const { path, store } = folderWith('{"version":2,"integrations":{}}');
    const entry = await store.get('config/default');
    for (const value of ['opaque', '[]', '"text"', 'null', '{"gmail":1}'])
      await expect(store.set('config/default', value, entry?.version)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    expect(readFileSync(path, 'utf8')).toBe('{"version":2,"integrations":{}}');
  });
});

interface Broken {
  readonly what: string;
  readonly content: string | Uint8Array;
  readonly code: string;
  readonly says: RegExp;
}

const whole =
  '{"version":2,"integrations":{"gmail":{"enabled":true,"oauth":{"accessToken":"ya29.secret-token-1"}}}}';
const broken: readonly Broken[] = [
  {
    what: 'a newer version',
    content: '{"version":3,"integrations":{}}',
    code: 'store_failed',
    says: /version 3.*Update @sidecar\/core/,
  },
  {
    what: 'a newer version of another shape',
    content: '{"version":9,"things":[]}',
    code: 'store_failed',
    says: /version 9/,
  },
  { what: 'a torn end', content: whole.slice(0, 60), code: 'store_corrupt', says: /not valid JSON/ },
  {
    what: 'a comma too many',
    content: '{\n  "version": 2,\n  "integrations": {},\n}',
    code: 'store_corrupt',
    says: /line 4, column 1/,
  },
  { what: 'no content', content: '', code: 'store_corrupt', says: /is empty/ },
  { what: 'nothing but spaces', content: '  \n', code: 'store_corrupt', says: /ends too early/ },
  {
    what: 'bytes that are not UTF-8',
    content: Buffer.from(whole, 'utf16le').subarray(0, 33),
    code: 'store_corrupt',
    says: /not valid JSON/,
  },
  { what: 'zeros', content: new Uint8Array(512), code: 'store_corrupt', says: /not valid JSON/ },
  { what: 'a list', content: '[]', code: 'store_corrupt', says: /top level is not an object/ },
  { what: 'null', content: 'null', code: 'store_corrupt', says: /top level is not an object/ },
  {
    what: "another program's object",
    content: '{"name":"left-pad"}',
    code: 'store_corrupt',
    says: /neither "version" nor/,
  },
  {
    what: 'a version in words',
    content: '{"version":"two","integrations":{}}',
    code: 'store_corrupt',
    says: /"version" is not a whole/,
  },
  {
    what: 'a negative version',
    content: '{"version":-1,"integrations":{}}',
    code: 'store_corrupt',
    says: /"version" is not a whole/,
  },
  {
    what: 'a list of integrations',
    content: '{"version":2,"integrations":[]}',
    code: 'store_corrupt',
    says: /"integrations" is not/,
  },
  {
    what: 'an integration that is a number',
    content: '{"version":2,"integrations":{"gmail":1}}',
    code: 'store_corrupt',
    says: /"integrations" is not/,
  },
  {
    what: 'users that are a list',
    content: '{"version":2,"integrations":{},"users":[]}',
    code: 'store_corrupt',
    says: /"users" is not/,
  },
  {
    what: 'a user that is a text',
    content: '{"version":2,"users":{"alice":"x"}}',
    code: 'store_corrupt',
    says: /"users" is not/,
  },
  {
    what: 'the default user in two places',
    content: '{"version":2,"users":{"default":{}}}',
    code: 'store_corrupt',
    says: /top level/,
  },
];

describe('a broken integrations.json', () => {
  it.each(broken)(
    'with $what gets its own error and stays as it was, to the byte',
    async ({ content, code, says }) => {
      const { folder, path, store } = folderWith(content);
      const before = statSync(path, { bigint: true });
      const attempts = [
        () => store.get('config/default'),
        () => store.set('config/default', '{}', undefined),
        () => store.set('config/alice', '{}', undefined),
        () => store.delete('config/default', 'any'),
        () => store.list('config/'),
      ];
      for (const attempt of attempts) {
        const failure: unknown = await attempt().then(undefined, (error: unknown) => error);
        expect(failure).toMatchObject({ code, retryable: false, nextAction: expect.any(String) });
        expect(failure).toMatchObject({ message: expect.stringMatching(says) });
        expect(failure).toMatchObject({ message: expect.stringContaining(path) });
        expect(JSON.stringify(failure)).not.toContain('ya29');
      }
      expect(readFileSync(path)).toEqual(Buffer.from(content));
      expect(statSync(path, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
      expect(readdirSync(folder).sort()).toEqual(
        ['integrations.json', 'locks'].filter((name) => existsSync(join(folder, name))),
      );
    },
  );

  it.each([
    ['{"gmail":{"enabled":"yes"}}', '"enabled" of "gmail" is not true or false'],
    ['{"gmail":{"settings":["a"]}}', '"settings" of "gmail" is not an object'],
    ['{"gmail":{"lastSync":5}}', '"lastSync" of "gmail" is not a text'],
  ])('in which a field has another type says which and where: %s', async (integrations, says) => {
    const content = `{"version":2,"integrations":{"twitter":{}},"users":{"alice":${integrations}}}`;
    const { path, store } = folderWith(content);
    await expect(store.get('config/alice')).rejects.toMatchObject({
      code: 'store_corrupt',
      message: expect.stringMatching(`^${path} .*${says}`),
      nextAction: expect.any(String),
    });
    expect(await store.get('config/default')).toMatchObject({ value: '{"twitter":{}}' });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('does not keep tokens from being read', async () => {
    const { store } = folderWith('{ broken');
    await store.set('tokens/ada', 'secret', undefined);
    expect(await store.get('tokens/ada')).toMatchObject({ value: 'secret' });
  });

  it('that is a folder, a pipe or a dangling link is refused, and left in place', async () => {
    const made: readonly ((path: string) => void)[] = [
      (path) => mkdirSync(path),
      (path) => execFileSync('mkfifo', [path]),
      (path) => symlinkSync('nowhere', path),
    ];
    for (const make of made) {
      const { path, store } = folderWith(undefined);
      make(path);
      const before = lstatSync(path);
      const failure = { code: 'store_failed', retryable: false, message: expect.stringContaining(path) };
      await expect(store.get('config/default')).rejects.toMatchObject(failure);
      await expect(store.set('config/default', '{}', undefined)).rejects.toMatchObject(failure);
      expect(lstatSync(path)).toMatchObject({ ino: before.ino, mode: before.mode });
    }
  });

  it('that is read-only can be read, and says how to allow writing', async () => {
    const { path, store } = folderWith('{"version":2,"integrations":{"gmail":{}}}');
    chmodSync(path, 0o444);
    const entry = await store.get('config/default');
    expect(entry?.value).toBe('{"gmail":{}}');
    await expect(store.set('config/default', '{}', entry?.version)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      message: expect.stringContaining('chmod u+w'),
    });
    expect(readFileSync(path, 'utf8')).toBe('{"version":2,"integrations":{"gmail":{}}}');
  });
});

const versionOne = {
  version: 1,
  integrations: {
    gmail: {
      enabled: true,
      oauth: { accessToken: 'sealed-a', refreshToken: 'sealed-r', expiresAt: '2026-01-01T00:00:00.000Z' },
      settings: { signature: 'Ada' },
      lastSync: '2025-12-31T00:00:00.000Z',
    },
    twitter: { enabled: false },
  },
};

describe('an integrations.json of version 1, with tokens inside', () => {
  it('keeps switches, settings and last syncs, asks to reconnect, and keeps the old file', async () => {
    const reports: IntegrationsMigration[] = [];
    const old = JSON.stringify(versionOne);
    const { path, store } = folderWith(old, { onMigrate: (report) => reports.push(report) });
    expect(JSON.parse((await store.get('config/default'))?.value ?? '')).toEqual({
      gmail: { enabled: true, settings: { signature: 'Ada' }, lastSync: '2025-12-31T00:00:00.000Z' },
      twitter: { enabled: false },
    });
    const backup = `${path}.v1.bak`;
    expect(readFileSync(backup, 'utf8')).toBe(old);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(reports).toEqual([
      {
        from: 1,
        to: 2,
        backup,
        toReconnect: ['gmail'],
        message: expect.stringContaining('connect gmail again'),
      },
    ]);
    expect(reports[0]?.message).not.toContain('sealed-a');
    expect(readFileSync(path, 'utf8')).not.toContain('sealed-a');
  });

  it('is brought up to date once by many at once', async () => {
    const reports: IntegrationsMigration[] = [];
    const { folder, path } = folderWith(JSON.stringify(versionOne));
    const stores = Array.from({ length: 8 }, () =>
      fileStore(folder, { key, onMigrate: (report) => reports.push(report) }),
    );
    await Promise.all(stores.map((store) => store.get('config/default')));
    expect(reports).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.bak'))).toEqual(['integrations.json.v1.bak']);
    expect(JSON.parse(readFileSync(path, 'utf8')).version).toBe(2);
    for (const store of stores) await store.close?.();
  });

  it('that does not say its version is one too', async () => {
    const { store } = folderWith(JSON.stringify({ integrations: versionOne.integrations }), {
      onMigrate: () => {},
    });
    expect((await store.get('config/default'))?.value).toContain('signature');
  });

  it('never overwrites an older backup', async () => {
    const { path, store } = folderWith(JSON.stringify(versionOne), { onMigrate: () => {} });
    writeFileSync(`${path}.v1.bak`, 'an older backup');
    await store.get('config/default');
    expect(readFileSync(`${path}.v1.bak`, 'utf8')).toBe('an older backup');
    expect(JSON.parse(readFileSync(`${path}.v1.2.bak`, 'utf8'))).toEqual(versionOne);
  });

  it('that is read-only stays as it was', async () => {
    const { path, store } = folderWith(JSON.stringify(versionOne));
    chmodSync(path, 0o400);
    await expect(store.get('config/default')).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(versionOne);
    expect(existsSync(`${path}.v1.bak`)).toBe(false);
  });

  it('warns when nobody asked to be told', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    onTestFinished(() => {
      process.off('warning', listen);
    });
    const { store } = folderWith(JSON.stringify(versionOne));
    await store.get('config/default');
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([expect.objectContaining({ code: 'SIDECAR_MIGRATED' })]);
  });
});

it('keeps the edit of an editor that saves between our reading and our writing', async () => {
  const { path, store } = folderWith('{"version":2,"integrations":{}}');
  const entry = await store.get('config/default');
  utimesSync(path, 1, 1);
  expect(await store.set('config/default', '{"gmail":{}}', entry?.version)).toBeUndefined();
});
