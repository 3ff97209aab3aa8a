import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'examples/*', 'scripts'],
    // Some tests start eight processes of their own: more workers than this make each other slow.
    maxWorkers: 2,
    passWithNoTests: true,
  },
});
