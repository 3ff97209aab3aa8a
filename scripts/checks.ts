import { workspacePackages } from './workspace.ts';

/** One step of `npm test`: a command that fails with its exit code. */
export interface Check {
  group: string;
  title: string;
  command: [program: string, ...programArguments: string[]];
  /** The command leaves counts of its own (see test-summary.ts); otherwise it counts as one. */
  countsItself?: boolean;
}

/** Everything that `npm test` runs, the quick ones first. */
export const checks: Check[] = [
  {
    group: 'lint',
    title: 'Lint and format',
    command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=100', '.'],
  },
  ...['scripts', ...workspacePackages().map(({ folder }) => folder)].map((folder) => ({
    group: 'types',
    title: `Types of ${folder}`,
    command: ['tsc', '-p', folder] satisfies Check['command'],
  })),
  {
    group: 'test',
    title: 'Tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=./scripts/vitest-summary-reporter.ts'],
    countsItself: true,
  },
  { group: 'build', title: 'Build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
];

/** The names that `--only` takes. */
export const groups: string[] = [...new Set(checks.map(({ group }) => group))];
