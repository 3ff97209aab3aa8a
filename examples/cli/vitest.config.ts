import { defineConfig } from 'vitest/config';

// Each test starts several processes, which takes its time on a busy machine.
export default defineConfig({
  test: { include: ['{src,test}/**/*.test.ts'], testTimeout: 60_000 },
});
