import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // The servers of the tests keep nothing on purpose; one test is about the warning.
    execArgv: ['--disable-warning=SIDECAR_REDIS_NOT_DURABLE'],
  },
});
