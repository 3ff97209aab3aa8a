import { memoryStore } from '@sidecar/core';
import { encrypted } from '@sidecar/core/crypto';
import { testStore } from '@sidecar/testing';
import { describe, it } from 'vitest';

testStore({
  name: 'encrypted(memoryStore)',
  describe,
  it,
  create: () => encrypted(memoryStore(), new Uint8Array(32).fill(7)),
  processes: { none: 'not applicable, memoryStore lives in one process' },
});
