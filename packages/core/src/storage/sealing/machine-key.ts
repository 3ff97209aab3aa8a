import { hkdfSync } from 'node:crypto';
import type { KeySource } from './key-source.ts';
import { machineId } from './machine-id.ts';
import { keyBytes } from './sealing-key.ts';

/**
 * A key derived from this machine's id. It protects a copied file only: every program on this machine can read the
 * id and derive the same key. Prefer any other source.
 */
export function machineKey(readMachineId: () => Promise<string> = machineId): KeySource {
  return {
    name: "this machine's id",
    load: async () => [
      new Uint8Array(hkdfSync('sha256', await readMachineId(), 'sidecar', 'sidecar machine key', keyBytes)),
    ],
  };
}
