import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testStore } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { openFileStore } from './open-file-store.ts';

testStore({
  name: 'fileStore',
  describe: describe.concurrent,
  it,
  create: () => {
    const folder = mkdtempSync(join(tmpdir(), 'sidecar-suite-'));
    return {
      store: openFileStore(folder),
      openArguments: [folder],
      cleanup: () => rmSync(folder, { recursive: true }),
    };
  },
  processes: { module: new URL('./open-file-store.ts', import.meta.url), exportName: 'openFileStore' },
  ownLeases: true,
});
