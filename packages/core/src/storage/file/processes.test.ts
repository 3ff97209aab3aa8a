import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runWorker } from '../../../test/storage/run-worker.ts';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { workerStore } from '../../../test/storage/worker-store.ts';
import { fileStore } from '../../file.ts';

const processes = 8;
const rounds = 200;

it.each(['tokens/ada/gmail/default', 'config/ada'])(
  'has exactly one winner in each round when eight processes write %s, and loses no update',
  async (key) => {
    const folder = temporaryFolder();
    const workers = Array.from({ length: processes }, () =>
      runWorker('win-rounds.ts', [folder, key, String(rounds)]),
    );
    const won = await Promise.all(
      workers.map(async (worker): Promise<number[]> => JSON.parse(await worker.finished())),
    );
    const expected = Array.from({ length: rounds }, (_, round) => round);
    expect(won.flat().sort((one, other) => one - other)).toEqual(expected);
  },
  60_000,
);

it('agrees on one key when eight processes start on an empty folder at once', async () => {
  vi.stubEnv('XDG_CONFIG_HOME', temporaryFolder());
  vi.stubEnv('SIDECAR_ENCRYPTION_KEY', '');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const folder = join(temporaryFolder(), 'data');
  const keys = Array.from({ length: processes }, (_, number) => `tokens/user${number}`);
  await Promise.all(keys.map((key) => runWorker('first-start.ts', [folder, key]).finished()));
  const store = fileStore(folder);
  onTestFinished(() => store.close?.());
  for (const key of keys) expect(await store.get(key)).toMatchObject({ value: `token of ${key}` });
});

const killRuns = { tokens: 120, config: 48 };
const atOnce = 3;

it.each(Object.entries(killRuns))(
  'reads an old or a new value of %s after each of %i kills, and is never stuck',
  async (area, kills) => {
    const folder = temporaryFolder();
    for (let killed = 0; killed < kills; killed += atOnce)
      await Promise.all(
        Array.from({ length: atOnce }, (_, writer) => killOneWriter(folder, `${area}/writer${writer}`)),
      );
    expect(leftovers(folder).length, 'a killed writer leaves at most one file').toBeLessThanOrEqual(kills);
    const store = workerStore(folder);
    onTestFinished(() => store.close?.());
    await store.get('tokens/nobody');
    expect(leftovers(folder)).toEqual([]);
  },
  120_000,
);

/** Lets a process write for a random moment, kills it, and looks at what the next one finds. */
async function killOneWriter(folder: string, key: string): Promise<void> {
  const before = await countUnder(folder, key);
  const writer = runWorker('write-for-ever.ts', [folder, key]);
  await writer.printed('writing');
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
  await writer.kill();
  const after = await countUnder(folder, key);
  expect(after).toBeGreaterThanOrEqual(before);
}

/** Reads and writes as the next process would, and checks that the value is whole. */
async function countUnder(folder: string, key: string): Promise<number> {
  const store = workerStore(folder);
  for (;;) {
    const entry = await store.get(key);
    const { count, filler } = entry ? JSON.parse(entry.value).game : { count: 0, filler: '0'.repeat(400) };
    expect(filler).toBe(String(count).repeat(400));
    const next = { game: { count: count + 1, filler: String(count + 1).repeat(400) } };
    const version = await store.set(key, JSON.stringify(next), entry?.version);
    // The configurations of all users stand in one file: a write for another user is a conflict too.
    if (version === undefined && key.startsWith('config/')) continue;
    expect(version).toBeDefined();
    await store.close?.();
    return count + 1;
  }
}

function leftovers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
}
