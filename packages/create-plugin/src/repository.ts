import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { templateFolder } from './collect-template.ts';

/** The checkout of Sidecar's own repository that a folder is in; undefined elsewhere. */
export async function findRepository(folder: string): Promise<string | undefined> {
  if (await holdsTemplate(folder)) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findRepository(parent);
}

async function holdsTemplate(folder: string): Promise<boolean> {
  try {
    const manifest = await readFile(path.join(folder, templateFolder, 'package.json'), 'utf8');
    return manifest.includes('"@sidecar/plugin-template"');
  } catch {
    return false;
  }
}
