import { execFileSync } from 'node:child_process';
import { median } from './median.ts';

/** One import to be timed, in a project that has it installed. */
export interface TimedImport {
  readonly title: string;
  readonly project: string;
  /** Imported before, so that it does not count. */
  readonly after: readonly string[];
  readonly specifier: string;
  /** An export that is called without arguments, within the time. */
  readonly factory?: string;
}

const runs = 21;

/** Milliseconds of each import in processes of its own, less those of an empty module; medians of alternating runs. */
export function importTimes(imports: readonly TimedImport[]): readonly number[] {
  const timesMs = imports.map((): number[] => []);
  const emptyMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    emptyMs.push(timeInProcess(process.cwd(), { after: [], specifier: 'data:text/javascript,' }));
    for (const [index, each] of imports.entries()) timesMs[index]?.push(timeInProcess(each.project, each));
  }
  const nothingMs = median(emptyMs);
  return timesMs.map((times) => Math.max(0, median(times) - nothingMs));
}

function timeInProcess(
  project: string,
  { after, specifier, factory }: Pick<TimedImport, 'after' | 'specifier' | 'factory'>,
): number {
  const code = `
    ${after.map((name) => `await import('${name}');`).join('\n')}
    const start = performance.now();
    const loaded = await import('${specifier}');
    ${factory === undefined ? '' : `loaded['${factory}']();`}
    const elapsed = performance.now() - start;
    process.stdout.write(String(elapsed), () => process.exit());`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return Number(output);
}
