import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PluginAnswers } from './answers.ts';

/** Adds what the repository wants beside the package: a changeset, a row in the README's table, its own formatting. */
export async function registerInRepository(
  repository: string,
  folder: string,
  { id, name }: PluginAnswers,
): Promise<readonly string[]> {
  const changeset = `.changeset/first-plugin-${id}.md`;
  const packageName = `@sidecar/plugin-${id}`;
  await writeFile(
    path.join(repository, changeset),
    `---\n"${packageName}": minor\n---\n\nFirst release: say here in one sentence what people can do with ${name}.\n`,
    { flag: 'wx' },
  );
  const place = path.relative(repository, folder).replaceAll(path.sep, '/');
  const row = `| [\`${packageName}\`](${place}/README.md) | say here in a few words what it does |`;
  const isListed = await addRow(path.join(repository, 'README.md'), row);
  const isFormatted = await format(repository, folder);
  return [
    `Added ${changeset}${isListed ? ' and a row in README.md' : ''}. Complete what they say.`,
    ...(isListed ? [] : [`Add a row for ${packageName} to the table of packages in README.md.`]),
    ...(isFormatted ? [] : [`Format it: pnpm exec biome check --write ${place}`]),
  ];
}

/** After the last plugin of the table; false when there is no such table. */
async function addRow(file: string, row: string): Promise<boolean> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('| [`@sidecar/plugin-'));
  if (last === -1) return false;
  await writeFile(file, lines.toSpliced(last + 1, 0, row).join('\n'));
  return true;
}

/** Other names break lines elsewhere, so the template's own formatting does not hold. */
async function format(repository: string, folder: string): Promise<boolean> {
  const biome = path.join(repository, 'node_modules/.bin/biome');
  try {
    await promisify(execFile)(biome, ['check', '--write', folder], {
      cwd: repository,
      shell: process.platform === 'win32',
    });
    return true;
  } catch {
    return false;
  }
}
