import { readFile } from 'node:fs/promises';

/** What is read of the folder of a plugin's package. */
export interface PluginPackage {
  readonly name: string;
  /** What can be imported: `.`, `./local-auth`. */
  readonly entries: readonly string[];
  readonly readme: string;
}

/** Reads the package of a plugin. */
export async function readPluginPackage(folder: URL): Promise<PluginPackage> {
  const base = folderUrl(folder);
  const manifest: unknown = JSON.parse(await readFile(new URL('package.json', base), 'utf8'));
  const { name, exports } = Object(manifest) as { readonly name?: unknown; readonly exports?: unknown };
  const readme = await readFile(new URL('README.md', base), 'utf8').catch(() => '');
  return { name: String(name), entries: entriesOf(exports), readme };
}

/** The address of a folder, which ends with a slash. */
export function folderUrl(folder: URL): URL {
  return folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
}

function entriesOf(exports: unknown): readonly string[] {
  if (typeof exports !== 'object' || exports === null) return ['.'];
  const subpaths = Object.keys(exports).filter((subpath) => subpath.startsWith('.'));
  if (subpaths.length === 0) return ['.'];
  return subpaths.filter((subpath) => !subpath.includes('*') && !subpath.endsWith('.json'));
}
