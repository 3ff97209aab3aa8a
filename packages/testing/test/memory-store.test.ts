import { memoryStore } from '@sidecar/core';
import { testStore } from '@sidecar/testing';
import { describe, it } from 'vitest';

testStore({
  name: 'memoryStore',
  describe,
  it,
  create: () => memoryStore(),
  processes: { none: 'not applicable, memoryStore lives in one process' },
});
