import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { inspect } from 'node:util';
import { encrypted } from '../../src/crypto.ts';
import { SidecarError } from '../../src/errors.ts';
import { keychainKey, keytarStore } from '../../src/keytar.ts';
import { memoryStore } from '../../src/storage/memory-store.ts';

// Runs one scenario with the real keychain of the session that it was started in.
const [scenario = '', lockFolder = '', service = 'sidecar-test'] = process.argv.slice(2);
const options = { lockFolder };
const long = 'tökén 😀 '.repeat(900);

/** Locks the default collection, as a screen lock may. */
function lockKeychain(): void {
  const target = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const call = [
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  ];
  execFileSync('dbus-send', [...target, ...call], { stdio: 'ignore' });
}

async function failureOf(action: () => Promise<unknown>): Promise<SidecarError> {
  const failure: unknown = await action().then(
    () => undefined,
    (error: unknown) => error,
  );
  assert(SidecarError.isInstance(failure), `expected a failure, got ${inspect(failure)}`);
  return failure;
}

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  async keeps() {
    const store = keytarStore(service, options);
    assert.equal(await store.get('tokens/ada'), undefined);
    const first = await store.set('tokens/ada', long, undefined);
    assert.deepEqual(await keytarStore(service, options).get('tokens/ada'), { value: long, version: first });
    assert.equal(await store.set('tokens/ada', 'other', undefined), undefined);
    const second = await store.set('tokens/ada', 'short', first);
    assert.deepEqual(await store.get('tokens/ada'), { value: 'short', version: second });
    await store.set('tokens/Ada', 'another case', undefined);
    await store.set('pending/x', '', undefined);
    assert.deepEqual(await store.list('tokens/'), ['tokens/Ada', 'tokens/ada']);
    assert.equal(await store.delete('tokens/ada', first ?? ''), false);
    assert.equal(await store.delete('tokens/ada', second ?? ''), true);
    assert.deepEqual(await store.list('tokens/'), ['tokens/Ada']);
    assert.deepEqual(await store.get('pending/x').then((entry) => entry?.value), '');
    assert.deepEqual(await keytarStore('another service', options).list(''), []);
    const lease = await store.leases?.acquire('ada', 3000);
    assert.equal(await keytarStore(service, options).leases?.acquire('ada', 3000), undefined);
    assert.equal(await lease?.renew(), true);
    await lease?.release();
    await store.close?.();
  },
  async key() {
    const inner = memoryStore();
    const sealing = encrypted(inner, keychainKey(service, options));
    await sealing.set('tokens/ada', 'secret', undefined);
    const again = encrypted(inner, keychainKey(service, options));
    assert.equal((await again.get('tokens/ada'))?.value, 'secret');
    const other = encrypted(inner, keychainKey('another service', options));
    assert.equal((await failureOf(() => other.get('tokens/ada'))).code, 'wrong_key');
  },
  async locked() {
    const store = keytarStore(service, options);
    await store.set('tokens/ada', 'secret', undefined);
    lockKeychain();
    for (const action of [
      () => store.get('tokens/ada'),
      () => store.get('tokens/bob'),
      () => store.set('tokens/ada', 'x', undefined),
      () => keytarStore(service, options).get('tokens/ada'),
    ]) {
      const failure = await failureOf(action);
      assert.equal(failure.code, 'store_failed');
      assert.match(failure.message, /locked/);
      assert(failure.nextAction);
    }
  },
  async absent() {
    const failure = await failureOf(() => keytarStore(service, options).get('tokens/ada'));
    assert.equal(failure.code, 'not_supported');
    assert.match(failure.message, /Secret Service/);
  },
  async unready() {
    const failure = await failureOf(() => keytarStore(service, options).get('tokens/ada'));
    assert.equal(failure.code, 'store_failed');
  },
  async compete() {
    const store = keytarStore(service, options);
    const won: number[] = [];
    for (;;) {
      const entry = await store.get('tokens/game');
      const round = entry ? Number.parseInt(entry.value, 10) : 0;
      if (round >= 10) break;
      const next = String(round + 1).padEnd(3000);
      if ((await store.set('tokens/game', next, entry?.version)) !== undefined) won.push(round);
    }
    process.stdout.write(`${JSON.stringify(won)}\n`);
  },
};

await scenarios[scenario]?.();
process.stdout.write('done\n');
