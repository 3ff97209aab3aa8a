import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typeStripping } from '../type-stripping.ts';
import { importProgram } from './import-program.ts';

/** What happened when a package was imported in a process of its own. */
export interface ImportProbe {
  /** What it did beside being there, as the rest of a sentence. */
  readonly effects: readonly string[];
  /** How long it took; undefined when it failed. */
  readonly durationMs?: number;
}

/** A process that does not end by itself is kept alive by something that the import left behind. */
const patienceMs = 20_000;

/** Imports a package by its own name in a new process, from its own folder, and watches what that does. */
export function probeImport(specifier: string, packageFolder: URL): Promise<ImportProbe> {
  const folder = fileURLToPath(packageFolder);
  const program = importProgram({ specifier, folder });
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((resolve) => {
    const command = [...typeStripping(), '--input-type=module', '--eval', program];
    const options = { cwd: folder, env, timeout: patienceMs };
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      const [before = '', result] = stdout.split('\0');
      const found = parse(result);
      const effects = [...found.effects, ...(before + stderr === '' ? [] : ['wrote something'])];
      if (error?.killed) resolve({ effects: [...effects, 'keeps the process from ending'] });
      else if (error) resolve({ effects: [`failed: ${lastLines(stderr)}`] });
      else resolve({ effects, durationMs: found.durationMs });
    });
  });
}

function parse(result: string | undefined): {
  readonly effects: readonly string[];
  readonly durationMs: number;
} {
  if (result === undefined) return { effects: ['ended the process'], durationMs: 0 };
  return JSON.parse(result);
}

function lastLines(text: string): string {
  const lines = text.split('\n').filter((line) => /\S/.test(line));
  return lines.find((line) => /Error/.test(line)) ?? lines.at(-1) ?? 'without a word';
}
