import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The folder of an installed package as Node would find it from a folder: the nearest `node_modules` above that has
 * it, with links followed (pnpm, workspaces). Undefined when there is none.
 */
export async function findPackage(name: string, from: string): Promise<string | undefined> {
  for (const folder of foldersUpwards(from)) {
    if (path.basename(folder) === 'node_modules') continue;
    const candidate = path.join(folder, 'node_modules', name);
    if (await isFolder(candidate)) return realpath(candidate);
  }
  return undefined;
}

/** A folder and everything above it. */
export function foldersUpwards(from: string): readonly string[] {
  const parent = path.dirname(from);
  return parent === from ? [from] : [from, ...foldersUpwards(parent)];
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
