import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.ts';

/** The TypeScript files under a folder of the repository, as paths relative to the root with forward slashes. */
export function typescriptFiles(folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .sort();
}

/** A file that only tests use: it is not part of what a package ships. */
export function isTestFile(file: string): boolean {
  return /\.test\.ts$|\.test-d\.ts$|(^|\/)test\//.test(file);
}
