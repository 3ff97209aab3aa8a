import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The checkout. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A folder outside of any repository, removed by `remove`. */
export async function outsideFolder() {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'sidecar-create-')));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What a program printed, and how it ended. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end. */
export async function run(
  [program = '', ...words]: readonly string[],
  { cwd, input }: { readonly cwd: string; readonly input?: string },
): Promise<Ended> {
  const ending = promisify(execFile)(program, words, { cwd, env: { ...process.env, NODE_OPTIONS: '' } });
  ending.child.stdin?.end(input ?? '');
  try {
    const { stdout, stderr } = await ending;
    return { exitCode: 0, output: stdout, errors: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, output: stdout, errors: stderr };
  }
}

/** Runs the program as `npm create` does. */
export function create(words: readonly string[], place: { readonly cwd: string; readonly input?: string }) {
  return run([process.execPath, '--disable-warning=ExperimentalWarning', main, ...words], place);
}

/** Links what `npm install` would put into a new plugin: packages of this checkout, which need no network. */
export async function linkDependencies(folder: string): Promise<void> {
  const template = path.join(repository, 'packages/plugin-template/node_modules');
  const modules = path.join(folder, 'node_modules');
  await mkdir(path.join(modules, '@types'), { recursive: true });
  for (const name of await readdir(template)) {
    if (!name.startsWith('.')) await symlink(path.join(template, name), path.join(modules, name), 'junction');
  }
  for (const name of ['vitest', '@types/node'])
    await symlink(path.join(repository, 'node_modules', name), path.join(modules, name), 'junction');
}

/** A tool of the checkout. */
export function toolOfRepository(name: string): string {
  return path.join(repository, 'node_modules/.bin', name);
}
