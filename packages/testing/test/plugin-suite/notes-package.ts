import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A README that keeps the rules. */
export const readme = `# sidecar-plugin-notes

\`\`\`ts
import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { notes } from 'sidecar-plugin-notes';

const sidecar = createSidecar({ plugins: [notes()], store: memoryStore() });
await sidecar.connect('notes', { via: loopback() });
const list = await sidecar.run('note_list', { limit: 5 });
for (const { title } of list.notes) console.log(title);
\`\`\`

Tools: \`note_list\`, \`note_search\`, \`note_create\`, \`note_archive\`.
`;

const plugin = new URL('notes-plugin.ts', import.meta.url).href;
const core = fileURLToPath(new URL('../../../core', import.meta.url));

/** A package on disk, as a plugin's author has it. */
export interface NotesPackage {
  readonly folder: URL;
  remove(): Promise<void>;
}

/** Writes a package with this module and README. */
export async function writeNotesPackage(
  files: { readonly module?: string; readonly readme?: string } = {},
): Promise<NotesPackage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-notes-'));
  const manifest = {
    name: 'sidecar-plugin-notes',
    version: '1.0.0',
    type: 'module',
    exports: { '.': './src/index.js', './package.json': './package.json' },
  };
  await mkdir(path.join(folder, 'src'));
  await mkdir(path.join(folder, 'node_modules/@sidecar'), { recursive: true });
  await symlink(core, path.join(folder, 'node_modules/@sidecar/core'), 'junction');
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'README.md'), files.readme ?? readme);
  await writeFile(
    path.join(folder, 'src/index.js'),
    files.module ?? `export { notesPlugin as notes } from '${plugin}';\n`,
  );
  return {
    folder: pathToFileURL(`${folder}/`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
