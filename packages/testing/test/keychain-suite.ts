// Runs the suite over the keychain of the session that it was started in, with Node's own test runner. Rules that need
// hundreds of writes are left out unless the second argument is "all": each takes the keychain a tenth of a second.
import { describe, it } from 'node:test';
import { keytarStore } from '@sidecar/core/keytar';
import { type StoreRuleName, testStore } from '@sidecar/testing';

const [lockFolder = '', extent] = process.argv.slice(2);

const manyWrites: readonly StoreRuleName[] = [
  'one-winner',
  'fresh-versions',
  'odd-keys',
  'odd-keys-in-lists',
  'sorted-lists',
  'literal-prefix',
  'long-lists',
  'refreshed-in-place',
  'no-lost-updates',
  'open-to-newcomers',
  'refresh-of-a-paused-process',
  'refresh-without-a-common-clock',
];
const tooSlow = extent === 'all' ? [] : manyWrites.map((rule) => [rule, 'it takes the keychain too long']);

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
  // Each entry is sealed and saved by a daemon, and a list opens each of its entries.
  manyKeys: 120,
  largestValue: 8_000,
  timeoutFactor: 6,
  skip: {
    ...Object.fromEntries(tooSlow),
    'lease-of-a-paused-process':
      'not applicable, the operating system keeps its locks for whoever is alive, and callers wait no longer than ten seconds',
  },
});
