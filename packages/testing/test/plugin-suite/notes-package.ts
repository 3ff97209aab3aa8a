import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A README that keeps the rules. */
export const readme = `# sidecar-plugin-notes

\`\`\`ts
import { notes } from 'sidecar-plugin-notes';
const { notes } = await sidecar.run('note_list', { limit: 5 });
\`\`\`

Tools: \`note_list\`, \`note_search\`, \`note_create\`, \`note_archive\`.
`;

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
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'README.md'), files.readme ?? readme);
  await writeFile(path.join(folder, 'src/index.js'), files.module ?? 'export const notes = () => ({});\n');
  return {
    folder: pathToFileURL(`${folder}/`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
