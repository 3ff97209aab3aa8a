import { createHash } from 'node:crypto';
import type { StoredValue } from '../store.ts';
import type { Keychain } from './keychain.ts';
import {
  damagedEntry,
  type Manifest,
  mayHaveParts,
  parseEntry,
  parseManifest,
  type Slot,
} from './manifest.ts';

/** Windows takes 2,560 bytes per entry and stores text in two bytes per character. */
const longestEntry = 1200;
const readTries = 5;

/** Records of any length in a keychain that takes short entries only. Whoever reads finds the old or the new record, also after a crash. */
export interface SplitEntries {
  read(key: string): Promise<StoredValue | undefined>;
  write(key: string, record: StoredValue): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Writers must exclude each other; readers need not. */
export function splitEntries(keychain: Keychain): SplitEntries {
  async function manifestOf(account: string): Promise<Manifest | undefined> {
    const text = await keychain.read(account);
    return text === undefined ? undefined : parseManifest(account, text);
  }

  async function writeManifest(account: string, manifest: Manifest): Promise<void> {
    await keychain.write(account, asciiJson(manifest));
  }

  /** The text that a manifest names; undefined when it changed meanwhile, or is damaged. */
  async function textOf(account: string, manifest: Manifest): Promise<string | undefined> {
    if ('text' in manifest) return manifest.text;
    if ('deleted' in manifest) return undefined;
    const numbers = Array.from({ length: manifest.parts }, (_, number) => number);
    const parts = await Promise.all(
      numbers.map((number) => keychain.read(partName(account, manifest.slot, number))),
    );
    const text = parts.join('');
    return digestOf(text) === manifest.digest ? text : undefined;
  }

  /** Removes the parts of a slot from a number on. The last goes first, so that a crash leaves no gap that hides the rest. */
  async function removeParts(account: string, slot: Slot, from: number): Promise<void> {
    let end = from;
    while ((await keychain.read(partName(account, slot, end))) !== undefined) end += 1;
    for (let number = end - 1; number >= from; number -= 1)
      await keychain.remove(partName(account, slot, number));
  }

  async function removeAllParts(account: string): Promise<void> {
    await removeParts(account, 'a', 0);
    await removeParts(account, 'b', 0);
  }

  /** Writes the parts into the slot that is not in use. */
  async function writeParts(account: string, text: string, slot: Slot): Promise<number> {
    const parts = text.match(new RegExp(`.{1,${longestEntry}}`, 'g')) ?? [];
    await removeParts(account, slot, parts.length);
    for (const [number, part] of parts.entries()) await keychain.write(partName(account, slot, number), part);
    return parts.length;
  }

  return {
    read: async (key) => {
      const account = accountName(key);
      for (let tries = 0; tries < readTries; tries += 1) {
        const manifest = await manifestOf(account);
        if (manifest === undefined || 'deleted' in manifest) return undefined;
        const text = await textOf(account, manifest);
        if (text !== undefined) return { value: valueIn(key, text), version: manifest.version };
      }
      throw damagedEntry(account);
    },
    write: async (key, { value, version }) => {
      const account = accountName(key);
      const text = asciiJson([key, value]);
      const before = await manifestOf(account);
      if (asciiJson({ version, text, isUntidy: true }).length <= longestEntry) {
        if (mayHaveParts(before)) {
          await writeManifest(account, { version, text, isUntidy: true });
          await removeAllParts(account);
        }
        return writeManifest(account, { version, text });
      }
      if (!mayHaveParts(before)) await writeManifest(account, expectingParts(before));
      const slot = before && 'slot' in before && before.slot === 'a' ? 'b' : 'a';
      const parts = await writeParts(account, text, slot);
      await writeManifest(account, { version, slot, parts, digest: digestOf(text) });
      await removeParts(account, slot === 'a' ? 'b' : 'a', 0);
    },
    remove: async (key) => {
      const account = accountName(key);
      if (mayHaveParts(await manifestOf(account))) {
        await writeManifest(account, { deleted: true });
        await removeAllParts(account);
      }
      await keychain.remove(account);
    },
  };
}

/** The same record, or none, marked before its first part is written. */
function expectingParts(before: Manifest | undefined): Manifest {
  return before && 'text' in before ? { ...before, isUntidy: true } : { deleted: true };
}

/** Legible for people who look into their keychain, and different also where names ignore case. */
function accountName(key: string): string {
  const legible = key.replace(/[^\w/%-]/g, '_').slice(0, 100);
  return `${legible}#${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

function partName(account: string, slot: Slot, number: number): string {
  return `${account}/${slot}${number}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** JSON in ASCII, so that it can be cut anywhere and has one length everywhere. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function valueIn(key: string, text: string): string {
  const parsed = parseEntry(key, text);
  if (Array.isArray(parsed) && parsed[0] === key && typeof parsed[1] === 'string') return parsed[1];
  throw damagedEntry(key);
}
