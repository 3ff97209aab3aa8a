import { scrypt } from 'node:crypto';
import { SidecarError } from '../../errors.ts';
import type { KeySource } from './key-source.ts';
import { keyBytes } from './sealing-key.ts';

/** OWASP's parameters for scrypt; they take 128 MB for a part of a second, once per process. */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
const shortestSaltBytes = 16;

/** A key from a passphrase (scrypt). The salt is no secret, but must be random, at least 16 bytes, and stay the same. */
export function passphraseKey(passphrase: string, salt: Uint8Array): KeySource {
  if (passphrase === '') throw new SidecarError('invalid_input', 'The passphrase is empty.');
  if (salt.byteLength < shortestSaltBytes)
    throw new SidecarError(
      'invalid_input',
      `The salt of a passphrase has at least ${shortestSaltBytes} bytes.`,
    );
  const ownSalt = Uint8Array.from(salt);
  return {
    name: 'a passphrase',
    load: async () => [await derive(passphrase.normalize('NFC'), ownSalt)],
  };
}

function derive(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, keyBytes, scryptCost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
