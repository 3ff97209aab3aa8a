import { storeProblem } from '../store-problem.ts';
import type { KeySource } from './key-source.ts';
import { keyBytes } from './sealing-key.ts';

/** The environment variable that holds the key unless another is named. */
export const defaultKeyVariable = 'SIDECAR_ENCRYPTION_KEY';

/** Keys of 32 bytes as base64, base64url or hex in an environment variable; several, separated by commas, while keys are rotated. */
export function environmentKey(
  name: string = defaultKeyVariable,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): KeySource {
  return {
    name: `the environment variable ${name}`,
    load: async () => {
      const text = environment[name]?.trim();
      if (!text) throw notSet(name);
      return text.split(',').map((part, index) => decodeKey(name, part.trim(), index));
    },
  };
}

const hexKey = /^[0-9a-f]{64}$/i;
const base64Key = /^(?:[A-Za-z0-9+/]{43}=?|[\w-]{43}=?)$/;

function decodeKey(name: string, text: string, index: number): Uint8Array {
  const bytes = decode(text);
  if (bytes?.byteLength === keyBytes) return bytes;
  throw storeProblem('wrong_key', {
    problem: `Key ${index + 1} in ${name} is not ${keyBytes} bytes in base64 or hex (it has ${text.length} characters).`,
    remedy: 'Make one with: openssl rand -base64 32',
  });
}

function decode(text: string): Uint8Array | undefined {
  if (hexKey.test(text)) return Buffer.from(text, 'hex');
  // Node reads both alphabets as base64.
  return base64Key.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function notSet(name: string) {
  return storeProblem('wrong_key', {
    problem: `${name} is not set.`,
    remedy: `Set ${name} to 32 random bytes, for example from: openssl rand -base64 32`,
  });
}
