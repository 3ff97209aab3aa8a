// Runs the suite over the keychain of the session that it was started in, with Node's own test runner.
import { describe, it } from 'node:test';
import { keytarStore } from '@sidecar/core/keytar';
import { testStore } from '@sidecar/testing';

const [lockFolder = ''] = process.argv.slice(2);

testStore({
  name: 'keytarStore',
  describe: (title, body) => describe(title, { concurrency: 4 }, body),
  it,
  create: () => {
    const service = `sidecar-suite-${crypto.randomUUID()}`;
    const openArguments = [service, { lockFolder }];
    return { store: keytarStore(service, { lockFolder }), openArguments };
  },
  processes: { module: new URL('./open-keytar-store.ts', import.meta.url), exportName: 'openKeytarStore' },
  ownLeases: true,
  // Each entry is sealed and saved by a daemon, which saves all that it has each time, and a list opens each of its entries.
  manyKeys: 120,
  largestValue: 8_000,
  timeoutFactor: 6,
});
