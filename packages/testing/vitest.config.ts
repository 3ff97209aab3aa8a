import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The tests of stores wait for processes more than they compute.
  test: { include: ['{src,test}/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 2 },
});
