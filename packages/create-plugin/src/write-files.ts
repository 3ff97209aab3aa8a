import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateError } from './create-error.ts';

/** Writes files into a folder that is new or empty; nothing that exists is ever overwritten. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await requireEmpty(folder);
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, file);
    try {
      await makeFolder(path.dirname(place));
      await writeFile(place, text, { flag: 'wx' });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      throw new CreateError(`${place} cannot be written${code}. Give another folder with --dir.`);
    }
  }
}

/** Node's `recursive` never ends where the system answers "no such file" for a folder that it would have to make (below /proc). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder);
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
