export { encrypted } from './storage/sealing/encrypted.ts';
export { environmentKey } from './storage/sealing/environment-key.ts';
export { keyFile } from './storage/sealing/key-file.ts';
export type { KeyContext, KeySource, SealingKeys } from './storage/sealing/key-source.ts';
