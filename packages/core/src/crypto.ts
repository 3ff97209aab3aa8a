export { encrypted } from './storage/sealing/encrypted.ts';
export { environmentKey } from './storage/sealing/environment-key.ts';
export { keyFile } from './storage/sealing/key-file.ts';
export type { KeyContext, KeySource, SealingKeys } from './storage/sealing/key-source.ts';
export { machineKey } from './storage/sealing/machine-key.ts';
export { passphraseKey } from './storage/sealing/passphrase-key.ts';
export type { RotationOptions, RotationProgress } from './storage/sealing/rotate-keys.ts';
export { rotateKeys } from './storage/sealing/rotate-keys.ts';
