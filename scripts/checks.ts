import { workspacePackages } from './workspace.ts';

/** One step of `npm test`: a command that fails with its exit code. */
export interface Check {
  group: string;
  title: string;
  command: [program: string, ...programArguments: string[]];
  /** The command leaves counts of its own (see test-summary.ts); otherwise it counts as one. */
  countsItself?: boolean;
  /** The title of a check without whose success this one says nothing. */
  needs?: string;
}

/** Everything that `npm test` runs, the quick ones first. */
export const checks: Check[] = [
  {
    group: 'lint',
    title: 'Lint and format',
    command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=100', '.'],
  },
  script('lint', 'Import rules', 'check-imports.ts'),
  script('lint', 'Source rules', 'check-source.ts'),
  { group: 'lint', title: 'Unused files, exports and dependencies', command: ['knip', '--no-config-hints'] },
  ...['scripts', ...workspacePackages().map(({ folder }) => folder)].map(typeCheck),
  script('types', 'Code in the documentation', 'check-snippets.ts'),
  script('types', 'Public surface', 'check-api.ts'),
  {
    group: 'test',
    title: 'Tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=./scripts/vitest-summary-reporter.ts'],
    countsItself: true,
  },
  script('test', 'Quality scale', 'quality.ts'),
  script('test', 'Table of integrations', 'integrations.ts'),
  { group: 'pack', title: 'Build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
  { ...script('pack', 'Tarballs', 'check-tarballs.ts'), needs: 'Build' },
  { ...script('pack', 'Installing the tarballs in an empty project', 'check-install.ts'), needs: 'Build' },
  { ...script('pack', 'Following the guides with the tarballs', 'check-guides.ts'), needs: 'Build' },
];

/** The names that `--only` takes. */
export const groups: string[] = [...new Set(checks.map(({ group }) => group))];

function script(group: string, title: string, file: string): Check {
  return { group, title, command: ['node', `scripts/${file}`] };
}

function typeCheck(folder: string): Check {
  return { group: 'types', title: `Types of ${folder}`, command: ['tsc', '-p', folder] };
}
