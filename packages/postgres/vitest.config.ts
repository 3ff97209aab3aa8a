import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Most of these tests wait for processes and for the database more than they compute.
  test: { include: ['{src,test}/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 2 },
});
