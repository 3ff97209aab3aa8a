import { storeProblem } from '../store-problem.ts';

const mostParts = 10_000;

/** Each record has two places for its parts, so that new ones never overwrite those in use. */
export type Slot = 'a' | 'b';

/** The entry that says where a record's text is: in itself, or in a number of parts. Writing it is what makes a write count. */
export type Manifest =
  | { readonly version: string; readonly text: string; readonly isUntidy?: true }
  | { readonly version: string; readonly slot: Slot; readonly parts: number; readonly digest: string }
  | { readonly deleted: true };

/**
 * Whether there may be parts. Looking for them costs a connection to the keychain each, so a record in one entry says by
 * `isUntidy` when parts are about to be written, or are left of a longer one.
 */
export function mayHaveParts(manifest: Manifest | undefined): boolean {
  return manifest !== undefined && !('text' in manifest && !manifest.isUntidy);
}

/** Reads a manifest. */
export function parseManifest(account: string, text: string): Manifest {
  const parsed = parseEntry(account, text);
  if (isManifest(parsed)) return parsed;
  throw damagedEntry(account);
}

function isManifest(parsed: unknown): parsed is Manifest {
  if (typeof parsed !== 'object' || parsed === null) return false;
  if ('deleted' in parsed) return true;
  if (!('version' in parsed) || typeof parsed.version !== 'string') return false;
  if ('text' in parsed) return typeof parsed.text === 'string';
  if (!('slot' in parsed && 'parts' in parsed && 'digest' in parsed)) return false;
  return (parsed.slot === 'a' || parsed.slot === 'b') && isCount(parsed.parts);
}

function isCount(parts: unknown): boolean {
  return Number.isSafeInteger(parts) && Number(parts) > 0 && Number(parts) <= mostParts;
}

/** Reads an entry that must be JSON. */
export function parseEntry(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damagedEntry(name);
  }
}

/** The error for an entry that does not hold what it should. */
export function damagedEntry(name: string) {
  return storeProblem('store_corrupt', {
    problem: `The keychain entry ${name} is damaged. It was left as it is.`,
    remedy: 'Remove it in the keychain and connect that account again.',
  });
}
