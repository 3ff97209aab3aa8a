import { generateKeyPairSync } from 'node:crypto';

/** A new key in both forms: as GitHub hands it out (PKCS #1), and as WebCrypto takes it (PKCS #8). */
export function rsaKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey,
    pkcs1: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    pkcs8: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
