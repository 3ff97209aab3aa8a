import { storeProblem } from '../store-problem.ts';

/** The operating system's keychain, as far as we need it: one text per account name, for one service. */
export interface Keychain {
  read(account: string): Promise<string | undefined>;
  write(account: string, text: string): Promise<void>;
  /** Whether there was such an entry. */
  remove(account: string): Promise<boolean>;
}

type Keyring = typeof import('@napi-rs/keyring');

/** Without this the package falls back in silence to the kernel's keyring, which forgets and belongs to one session. */
const pinned = { linux: { store: 'secret-service' } } as const;

/** Every entry object holds a socket until it is collected, and the library fails for good beyond a thousand; so they are used again. */
const keptEntries = 64;

/** Opens the keychain through the optional package @napi-rs/keyring. */
export async function openKeychain(service: string): Promise<Keychain> {
  const { AsyncEntry } = await loadKeyring();
  const entries = new Map<string, InstanceType<Keyring['AsyncEntry']>>();

  function entryOf(account: string): InstanceType<Keyring['AsyncEntry']> {
    const entry = entries.get(account) ?? new AsyncEntry(service, account, pinned);
    // The one used last goes to the end; the first is the oldest.
    entries.delete(account);
    entries.set(account, entry);
    const [oldest] = entries.keys();
    if (entries.size > keptEntries && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  async function onEntry<Result>(
    account: string,
    action: (entry: InstanceType<Keyring['AsyncEntry']>) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await action(entryOf(account));
    } catch (error) {
      throw unreachable(error);
    }
  }

  return {
    read: (account) => onEntry(account, async (entry) => (await entry.getPassword()) ?? undefined),
    write: (account, text) => onEntry(account, (entry) => entry.setPassword(text)),
    remove: (account) => onEntry(account, (entry) => entry.deletePassword()),
  };
}

async function loadKeyring(): Promise<Keyring> {
  try {
    return await import('@napi-rs/keyring');
  } catch (cause) {
    throw storeProblem('not_supported', {
      problem: 'The keychain needs the package @napi-rs/keyring, which cannot be loaded.',
      remedy: 'Install it beside @sidecar/core: npm install @napi-rs/keyring',
      cause,
    });
  }
}

/** On Linux without a Secret Service already the entry's constructor throws, with the reason in its message only. */
function unreachable(error: unknown) {
  const message = error instanceof Error ? error.message : '';
  const isAbsent = /dbus error|platform failure|no.*service/i.test(message);
  return isAbsent
    ? storeProblem('not_supported', {
        problem: 'This session has no keychain that can be reached.',
        remedy:
          'Start one (on Linux a Secret Service such as gnome-keyring, in a session with D-Bus), or use fileStore().',
        cause: error,
      })
    : storeProblem('store_failed', {
        problem: 'The keychain is locked, or refused access.',
        remedy: 'Unlock it and allow access, then try again.',
        cause: error,
      });
}
