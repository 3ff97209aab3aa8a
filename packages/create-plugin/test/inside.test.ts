import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  create,
  linkDependencies,
  outsideFolder,
  repository,
  run,
  toolOfRepository,
} from './generated-plugin.ts';

let checkout: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder: checkout, remove } = await outsideFolder());
  const files = [
    'package.json',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'tsup.base.ts',
    'biome.json',
    '.gitignore',
    'README.md',
    'packages/core/package.json',
    'packages/testing/package.json',
    'packages/plugin-template',
  ];
  for (const file of files)
    await cp(path.join(repository, file), path.join(checkout, file), {
      recursive: true,
      filter: (place) => !/node_modules|dist|\.turbo/.test(path.relative(repository, place)),
    });
  await mkdir(path.join(checkout, '.changeset'));
  await symlink(path.join(repository, 'node_modules'), path.join(checkout, 'node_modules'), 'junction');
  // Biome asks git which files count.
  await run(['git', 'init', '-q'], { cwd: checkout });
});
afterEach(() => remove());

const acme = ['--name', 'Acme Notes', '--auth', 'token', '--tool', 'note_list', '--yes'];

it("writes a package of the repository, with its changeset and its place in the README's table", async () => {
  const { exitCode, output } = await create(acme, { cwd: path.join(checkout, 'packages') });
  expect(exitCode).toBe(0);
  const folder = path.join(checkout, 'packages/plugin-acme-notes');
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    name: '@sidecar/plugin-acme-notes',
    exports: { '.': './src/index.ts' },
    peerDependencies: { '@sidecar/core': 'workspace:^' },
    dependencies: { zod: 'catalog:' },
  });
  expect(manifest).not.toHaveProperty('private');
  const changeset = await readFile(path.join(checkout, '.changeset/first-plugin-acme-notes.md'), 'utf8');
  expect(changeset).toMatch(/^---\n"@sidecar\/plugin-acme-notes": minor\n---\n\nFirst release: /);
  const before = (await readFile(path.join(repository, 'README.md'), 'utf8')).split('\n');
  const after = (await readFile(path.join(checkout, 'README.md'), 'utf8')).split('\n');
  const added = after.filter((line) => !before.includes(line));
  expect(added).toEqual([expect.stringContaining('(packages/plugin-acme-notes/README.md)')]);
  expect(after).toHaveLength(before.length + 1);
  expect(after[after.indexOf(added[0] ?? '') - 1]).toMatch(/^\| \[`@sidecar\/plugin-/);
  expect(output).toContain('pnpm install');
});

it('keeps to the lint rules, type-checks and passes its tests there', async () => {
  await create(acme, { cwd: checkout });
  const folder = path.join(checkout, 'packages/plugin-acme-notes');
  await linkDependencies(folder);
  const lint = await run([toolOfRepository('biome'), 'check', '--error-on-warnings', folder], {
    cwd: checkout,
  });
  expect(lint, lint.output + lint.errors).toMatchObject({ exitCode: 0 });
  const types = await run([toolOfRepository('tsc'), '-p', '.'], { cwd: folder });
  expect(types).toEqual({ exitCode: 0, output: '', errors: '' });
  const tests = await run([toolOfRepository('vitest'), 'run'], { cwd: folder });
  expect(tests, tests.output + tests.errors).toMatchObject({ exitCode: 0 });
});

it('is written into packages/ only, and never over another plugin', async () => {
  expect(await create([...acme, '--dir', 'acme'], { cwd: checkout })).toMatchObject({
    exitCode: 2,
    errors: expect.stringContaining('packages/'),
  });
  await mkdir(path.join(checkout, 'packages/plugin-acme-notes'));
  await writeFile(path.join(checkout, 'packages/plugin-acme-notes/package.json'), '{}');
  expect(await create(acme, { cwd: checkout })).toMatchObject({
    exitCode: 1,
    errors: expect.stringContaining('nothing is overwritten'),
  });
});
