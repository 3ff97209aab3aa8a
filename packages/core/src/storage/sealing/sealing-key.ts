import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { storeProblem } from '../store-problem.ts';
import type { KeyContext, KeySource, SealingKeys } from './key-source.ts';

/** Bytes of an AES-256 key. */
export const keyBytes = 32;

/** A key that neither prints nor serializes its bytes, and the id under which envelopes name it. */
export interface SealingKey {
  readonly id: string;
  /** The source that gave it. */
  readonly source: string;
  readonly secret: KeyObject;
}

/** The keys of a source, ready for use. */
export interface LoadedKeys {
  readonly sealing: SealingKey;
  readonly byId: ReadonlyMap<string, SealingKey>;
  /** Names of the sources, for messages. */
  readonly from: string;
}

/** Asks all sources for their keys; the first one seals. */
export async function loadKeys(keys: SealingKeys, context: KeyContext): Promise<LoadedKeys> {
  const sources = sourcesOf(keys);
  const from = sources.map(({ name }) => name).join(', ');
  const loaded: SealingKey[] = [];
  for (const source of sources)
    loaded.push(...(await source.load(context)).map((bytes) => sealingKey(bytes, source.name)));
  const [sealing] = loaded;
  if (!sealing)
    throw storeProblem('wrong_key', {
      problem: `No key to seal tokens with: ${from || 'no source'} gave none.`,
      remedy: 'Set SIDECAR_ENCRYPTION_KEY, or give the store another key source.',
    });
  return { sealing, byId: new Map(loaded.map((key) => [key.id, key])), from };
}

/** Takes a key's bytes into an object that hides them. */
function sealingKey(bytes: Uint8Array, source: string): SealingKey {
  if (bytes.byteLength !== keyBytes)
    throw storeProblem('wrong_key', {
      problem: `A sealing key has ${keyBytes} bytes; one from ${source} has ${bytes.byteLength}.`,
      remedy: 'Give exactly 32 random bytes, for example from: openssl rand -base64 32',
    });
  const id = Buffer.from(hkdfSync('sha256', bytes, '', 'sidecar key id', 8)).toString('hex');
  return { id, source, secret: createSecretKey(bytes) };
}

function sourcesOf(keys: SealingKeys): readonly KeySource[] {
  return isList(keys) ? keys.map(asSource) : [asSource(keys)];
}

function isList(keys: SealingKeys): keys is readonly (KeySource | Uint8Array)[] {
  return Array.isArray(keys);
}

function asSource(key: KeySource | Uint8Array): KeySource {
  if (!(key instanceof Uint8Array)) return key;
  return { name: 'a key given in code', load: async () => [key] };
}
