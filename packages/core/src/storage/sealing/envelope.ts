import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { storeProblem } from '../store-problem.ts';
import type { LoadedKeys, SealingKey } from './sealing-key.ts';

const format = 'sc1';
const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const envelopePattern = /^sc1\.(?<keyId>[0-9a-f]{16})\.(?<sealed>[\w-]+)$/;

/** Seals a value for one place: it opens only with its key and under the same store key. */
export function seal(key: SealingKey, storeKey: string, value: string): string {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, key.secret, nonce, { authTagLength: tagBytes });
  encryption.setAAD(boundTo(key.id, storeKey));
  const sealed = [nonce, encryption.update(value, 'utf8'), encryption.final(), encryption.getAuthTag()];
  return `${format}.${key.id}.${Buffer.concat(sealed).toString('base64url')}`;
}

/** Opens what `seal` made: unknown key is `wrong_key`, anything else that does not fit is `store_corrupt`. */
export function unseal(keys: LoadedKeys, storeKey: string, envelope: string): string {
  const { keyId, sealed } = readEnvelope(storeKey, envelope);
  const key = keys.byId.get(keyId);
  if (!key) throw wrongKey(keys, storeKey, keyId);
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) throw damaged(storeKey);
  const decryption = createDecipheriv(cipher, key.secret, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decryption.setAAD(boundTo(keyId, storeKey));
  decryption.setAuthTag(bytes.subarray(-tagBytes));
  const text = decryption.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    return Buffer.concat([text, decryption.final()]).toString('utf8');
  } catch {
    throw damaged(storeKey);
  }
}

/** The id of the key that sealed an envelope. */
export function sealingKeyId(storeKey: string, envelope: string): string {
  return readEnvelope(storeKey, envelope).keyId;
}

/** The additional data that the tag covers: the parts cannot run into each other, the first two have fixed lengths. */
function boundTo(keyId: string, storeKey: string): Buffer {
  return Buffer.from(`${format}.${keyId}.${storeKey}`, 'utf8');
}

function readEnvelope(storeKey: string, envelope: string): { keyId: string; sealed: string } {
  const groups = envelopePattern.exec(envelope)?.groups;
  if (groups?.keyId === undefined || groups.sealed === undefined) throw damaged(storeKey);
  return { keyId: groups.keyId, sealed: groups.sealed };
}

function wrongKey(keys: LoadedKeys, storeKey: string, keyId: string) {
  return storeProblem('wrong_key', {
    problem: `The record ${storeKey} was sealed by the key with id ${keyId}, which is not among the keys from ${keys.from}.`,
    remedy: 'Give the key that sealed it, after the current one if there is a new one.',
  });
}

function damaged(storeKey: string) {
  return storeProblem('store_corrupt', {
    problem: `The record ${storeKey} is damaged: it does not open with the key that it names. It was left as it is.`,
    remedy: 'Restore it from a backup, or disconnect that account and connect it again.',
  });
}
