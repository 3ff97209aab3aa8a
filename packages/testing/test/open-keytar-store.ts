import type { Store } from '@sidecar/core';
import { keytarStore } from '@sidecar/core/keytar';

/** Opens a service of the keychain, with the folder of locks that all processes of a test share. */
export function openKeytarStore(service: string, options: { readonly lockFolder: string }): Store {
  return keytarStore(service, options);
}
