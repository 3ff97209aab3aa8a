import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BrokenSharedStore, brokenSharedStores } from './broken/broken-shared-stores.ts';
import { failedRules } from './broken/failed-rules.ts';

/** How the suite opens a store that is exported under the name of its function. */
function suiteOf(open: BrokenSharedStore['open'], ownLeases = false) {
  return {
    create: () => {
      const folder = mkdtempSync(join(tmpdir(), 'sidecar-broken-'));
      const cleanup = () => rmSync(folder, { recursive: true, force: true });
      return { store: open(folder), openArguments: [folder], cleanup };
    },
    processes: {
      module: new URL('./broken/shared-stores.ts', import.meta.url),
      exportName: open.name,
    },
    ownLeases,
  };
}

describe.concurrent.each(brokenSharedStores)('a store that $fault', ({ open, breaks, ownLeases }) => {
  it.each(breaks)(
    'is rejected by name: %s',
    async (rule) => {
      const failures = await failedRules(suiteOf(open, ownLeases), { only: [rule] });
      expect([...failures.keys()]).toEqual([rule]);
      expect(failures.get(rule)).toHaveProperty('name', 'AssertionError');
    },
    90_000,
  );
});
