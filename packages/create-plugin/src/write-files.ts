import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateError } from './create-error.ts';

/** Writes files into a folder that is new or empty; nothing that exists is ever overwritten. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await requireEmpty(folder);
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, text, { flag: 'wx' });
  }
}

/** Rejects for a folder that holds anything, and for what is no folder. */
export async function requireEmpty(folder: string): Promise<void> {
  let entries: readonly string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return;
    throw new CreateError(`${folder} is not a folder that can be read. Give another with --dir.`);
  }
  if (entries.length > 0)
    throw new CreateError(
      `${folder} is not empty, and nothing is overwritten. Give another folder with --dir.`,
    );
}
