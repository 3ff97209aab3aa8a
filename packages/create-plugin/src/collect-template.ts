import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Template } from './template.ts';

/** Where the template lives in the repository. */
export const templateFolder = 'packages/plugin-template';

const leftOut = /(^|\/)(node_modules|dist|coverage|\.turbo)(\/|$)|(^|\/)(CHANGELOG\.md|api\.txt)$|\.tgz$/;

/** Reads the template from a checkout of the repository. */
export async function collectTemplate(repository: string): Promise<Template> {
  const folder = path.join(repository, templateFolder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((place) => !leftOut.test(place))
    .sort();
  const texts = places.map(async (place) => [place, await readFile(path.join(folder, place), 'utf8')]);
  const base = await readJson<{ compilerOptions: Template['compilerOptions'] }>(
    repository,
    'tsconfig.base.json',
  );
  return {
    files: Object.fromEntries(await Promise.all(texts)),
    versions: await collectVersions(repository),
    compilerOptions: base.compilerOptions,
  };
}

async function collectVersions(repository: string): Promise<Record<string, string>> {
  const root = await readJson<{ devDependencies: Record<string, string> }>(repository, 'package.json');
  const {
    vitest = '',
    '@types/node': nodeTypes = '',
    '@typescript/native': native = '',
  } = root.devDependencies;
  const version = async (folder: string) =>
    `^${(await readJson<{ version: string }>(repository, `packages/${folder}/package.json`)).version}`;
  return {
    ...catalogOf(await readFile(path.join(repository, 'pnpm-workspace.yaml'), 'utf8')),
    '@sidecar/core': await version('core'),
    '@sidecar/testing': await version('testing'),
    '@types/node': nodeTypes,
    // Within the repository the compiler goes by another name, beside the one that has an API.
    typescript: native.replace(/^npm:typescript@/, ''),
    vitest: `^${vitest.replace(/^\^/, '')}`,
  };
}

/** The lines `name: range` under `catalog:`. */
function catalogOf(workspace: string): Record<string, string> {
  const section = /^catalog:\n((?: {2}.*\n)*)/m.exec(workspace)?.[1] ?? '';
  const entries = section.matchAll(/^ {2}"?([^":\s]+)"?: *"?([^"\s]+)"?$/gm);
  return Object.fromEntries([...entries].map(([, name = '', range = '']) => [name, range]));
}

/** Files of the own repository; what they look like is known. */
async function readJson<Content>(repository: string, place: string): Promise<Content> {
  return JSON.parse(await readFile(path.join(repository, place), 'utf8')) as Content;
}
