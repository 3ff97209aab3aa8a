// Runs a part of the suite over the keychain of the session that it was started in, with Node's own test runner: the rules
// for several processes, or the others.
import { describe, it } from 'node:test';
import { keytarStore } from '@sidecar/core/keytar';
import { testStore } from '@sidecar/testing';

const [lockFolder = '', part] = process.argv.slice(2);
const concurrency = part === 'several processes' ? 2 : 4;

testStore({
  name: 'keytarStore',
  describe: (title, body) => {
    const isShared = title.endsWith('processes');
    if (isShared === (part === 'several processes')) describe(title, { concurrency }, body);
  },
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
