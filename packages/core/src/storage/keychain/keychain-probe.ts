import { randomUUID } from 'node:crypto';
import { storeProblem } from '../store-problem.ts';
import type { Keychain } from './keychain.ts';

const markerAccount = 'sidecar';
const markerText = 'This entry lets Sidecar see whether the keychain is unlocked.';

/** Proves by set, get and delete that the keychain keeps what it is given, and leaves a marker for later. */
export async function probeKeychain(keychain: Keychain): Promise<void> {
  const account = `sidecar-probe-${randomUUID()}`;
  await keychain.write(account, account);
  if ((await keychain.read(account)) !== account || !(await keychain.remove(account))) throw locked();
  if ((await keychain.read(markerAccount)) === undefined) await keychain.write(markerAccount, markerText);
}

/** Makes sure that an entry is really not there: some keychains answer reads with nothing while they are locked. */
export async function requireUnlocked(keychain: Keychain): Promise<void> {
  if ((await keychain.read(markerAccount)) === undefined) throw locked();
}

function locked() {
  return storeProblem('store_failed', {
    problem: 'The keychain does not give back what was put into it; it may be locked.',
    remedy: 'Unlock it, then try again.',
  });
}
