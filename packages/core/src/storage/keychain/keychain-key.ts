import { randomBytes } from 'node:crypto';
import type { KeySource } from '../sealing/key-source.ts';
import { keyBytes } from '../sealing/sealing-key.ts';
import { storeProblem } from '../store-problem.ts';
import { requireUnlocked } from './keychain-probe.ts';
import { type KeychainOptions, openSharedKeychain, type SharedKeychain } from './shared-keychain.ts';

const account = 'sidecar-sealing-key';

/** A random key in the operating system's keychain. Made on first use, and only while nothing is sealed yet. */
export function keychainKey(service: string, options: KeychainOptions = {}): KeySource {
  return {
    name: `the keychain entry ${account} of ${service}`,
    load: async ({ mayCreate }) => {
      const shared = await openSharedKeychain(service, options);
      try {
        const key = (await readKey(shared)) ?? ((await mayCreate()) ? await createKey(shared) : undefined);
        if (key) return [key];
      } finally {
        await shared.locks.close();
      }
      throw missing(service);
    },
  };
}

async function readKey({ keychain }: SharedKeychain): Promise<Uint8Array | undefined> {
  const text = await keychain.read(account);
  if (text === undefined) {
    await requireUnlocked(keychain);
    return undefined;
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.byteLength === keyBytes) return bytes;
  throw storeProblem('wrong_key', {
    problem: `The keychain entry ${account} does not hold a key of ${keyBytes} bytes in base64.`,
    remedy: 'Restore it from a backup; without it the sealed records cannot be opened.',
  });
}

/** One process at a time, and whoever comes second takes the key of the first. */
function createKey(shared: SharedKeychain): Promise<Uint8Array | undefined> {
  return shared.locks.hold('sealing-key', async () => {
    if ((await readKey(shared)) === undefined)
      await shared.keychain.write(account, randomBytes(keyBytes).toString('base64'));
    return readKey(shared);
  });
}

function missing(service: string) {
  return storeProblem('wrong_key', {
    problem: `The keychain has no entry ${account} of ${service}, and there are records that were sealed before.`,
    remedy: 'Restore the entry, or give the store the key that sealed them.',
  });
}
