export { keychainKey } from './storage/keychain/keychain-key.ts';
export { keytarStore } from './storage/keychain/keytar-store.ts';
export type { KeychainOptions } from './storage/keychain/shared-keychain.ts';
