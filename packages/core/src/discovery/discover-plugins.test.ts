import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverPlugins } from './discover-plugins.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'sidecar-discovery-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const plugin = {
  name: 'some-plugin',
  version: '1.2.3',
  type: 'module',
  keywords: ['sidecar-plugin'],
  sidecar: { specificationVersion: 'v1', export: 'some' },
  exports: { '.': { types: './dist/index.d.ts', default: './index.js' } },
};
/** Leaves a trace when it runs. */
const code = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('./has-run', import.meta.url), '');
export const some = (options) => ({ specificationVersion: 'v1', id: 'some', tools: [], options });
export const half = () => ({ specificationVersion: 'v2' });
export const failing = () => { throw new TypeError('no'); };
`;

async function write(place: string, content: object | string) {
  const file = path.join(folder, place);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** A host that depends on packages, each with what stands in its package.json. */
async function host(packages: Record<string, object | string>) {
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, '^1.0.0']));
  await write('package.json', { dependencies });
  for (const [name, manifest] of Object.entries(packages)) {
    await write(`node_modules/${name}/package.json`, manifest);
    await write(`node_modules/${name}/index.js`, code);
  }
}

const hasRun = (name: string) => existsSync(path.join(folder, 'node_modules', name, 'has-run'));
const discover = () => discoverPlugins({ from: folder });

describe('what is found', () => {
  it('finds the dependency that is a plugin, and says nothing of one that is not', async () => {
    await host({ 'some-plugin': plugin, 'other-library': { name: 'other-library', version: '1.0.0' } });
    const { plugins, skipped } = await discover();
    expect(plugins).toMatchObject([{ packageName: 'some-plugin', version: '1.2.3' }]);
    expect(skipped).toEqual([]);
  });

  it('runs nothing until it is asked to, and then only that one', async () => {
    await host({ 'some-plugin': plugin, '@scope/other-plugin': plugin });
    const { plugins } = await discover();
    expect([hasRun('some-plugin'), hasRun('@scope/other-plugin')]).toEqual([false, false]);
    const some = await plugins[0]!.load();
    expect(some({ region: 'eu' })).toMatchObject({ id: 'some', options: { region: 'eu' } });
    expect([hasRun('some-plugin'), hasRun('@scope/other-plugin')]).toEqual([true, false]);
  });

  it('looks at optional dependencies and those for development too, each once', async () => {
    await host({ 'some-plugin': plugin, 'optional-plugin': plugin, 'development-plugin': plugin });
    await write('package.json', {
      dependencies: { 'some-plugin': '1' },
      optionalDependencies: { 'optional-plugin': '1', 'some-plugin': '1' },
      devDependencies: { 'development-plugin': '1' },
      peerDependencies: { 'peer-plugin': '1' },
    });
    const { plugins, skipped } = await discover();
    expect(plugins.map(({ packageName }) => packageName)).toEqual([
      'some-plugin',
      'optional-plugin',
      'development-plugin',
    ]);
    expect(skipped).toEqual([]);
  });

  it('does not look at what is installed without the host having asked for it', async () => {
    await host({ 'some-library': { name: 'some-library', dependencies: { 'hidden-plugin': '1' } } });
    await write('node_modules/hidden-plugin/package.json', plugin);
    expect(await discover()).toEqual({ plugins: [], skipped: [] });
  });

  it('finds a package that npm hoisted to the root of a workspace', async () => {
    await write('package.json', { workspaces: ['apps/*'] });
    await write('apps/web/package.json', { dependencies: { 'some-plugin': '1' } });
    await write('node_modules/some-plugin/package.json', plugin);
    const { plugins } = await discoverPlugins({ from: path.join(folder, 'apps/web') });
    expect(plugins).toHaveLength(1);
  });

  it('prefers the copy that is nearest to the host', async () => {
    await write('app/package.json', { dependencies: { 'some-plugin': '1' } });
    await write('app/node_modules/some-plugin/package.json', { ...plugin, version: '2.0.0' });
    await write('node_modules/some-plugin/package.json', plugin);
    const { plugins } = await discoverPlugins({ from: path.join(folder, 'app') });
    expect(plugins).toMatchObject([{ version: '2.0.0' }]);
  });

  it("follows pnpm's links, so that a plugin is the one that the host itself would import", async () => {
    await write('package.json', { dependencies: { 'some-plugin': '1' } });
    const real = 'node_modules/.pnpm/some-plugin@1.2.3/node_modules/some-plugin';
    await write(`${real}/package.json`, plugin);
    await write(
      `${real}/index.js`,
      'export const some = () => ({ specificationVersion: "v1", id: "x", tools: [], url: import.meta.url });',
    );
    await symlink(path.join(folder, real), path.join(folder, 'node_modules/some-plugin'), 'junction');
    const { plugins } = await discover();
    const some = await plugins[0]!.load();
    expect(some()).toMatchObject({ url: pathToFileURL(path.join(folder, real, 'index.js')).href });
  });

  it('finds a package of the same workspace whose entry is its source', async () => {
    await write('app/package.json', { dependencies: { 'some-plugin': 'workspace:*' } });
    await write('packages/some/package.json', { ...plugin, exports: './src/index.ts' });
    await write(
      'packages/some/src/index.ts',
      'export const some = (_?: object) => ({ specificationVersion: "v1", id: "typed", tools: [] });',
    );
    await mkdir(path.join(folder, 'app/node_modules'));
    await symlink(
      path.join(folder, 'packages/some'),
      path.join(folder, 'app/node_modules/some-plugin'),
      'junction',
    );
    const { plugins } = await discoverPlugins({ from: path.join(folder, 'app') });
    expect((await plugins[0]!.load())()).toMatchObject({ id: 'typed' });
  });

  it('takes a folder below the package, its package.json, or a file URL', async () => {
    await host({ 'some-plugin': plugin });
    await mkdir(path.join(folder, 'src/deep'), { recursive: true });
    const file = path.join(folder, 'package.json');
    for (const from of [path.join(folder, 'src/deep'), file, pathToFileURL(file)]) {
      expect((await discoverPlugins({ from })).plugins).toHaveLength(1);
    }
  });
});

describe('what is skipped', () => {
  it.each([
    ['no field "sidecar"', { ...plugin, sidecar: undefined }, 'undeclared'],
    ['a field of another type', { ...plugin, sidecar: ['v1'] }, 'undeclared'],
    ['no export', { ...plugin, sidecar: { specificationVersion: 'v1' } }, 'undeclared'],
    [
      'an export that is no name',
      { ...plugin, sidecar: { specificationVersion: 'v1', export: '../x' } },
      'undeclared',
    ],
    [
      'a version that is no version',
      { ...plugin, sidecar: { specificationVersion: '\u001b[2J', export: 'some' } },
      'undeclared',
    ],
    [
      'a newer specification',
      { ...plugin, sidecar: { specificationVersion: 'v2', entry: 'new' } },
      'unknown_specification',
    ],
    ['JSON that is cut off', '{ "keywords": ["sidecar-plugin"', 'broken_package_file'],
    ['a list', '["sidecar-plugin"]', 'broken_package_file'],
    ['nothing', '', 'broken_package_file'],
    ['no JSON', 'module.exports = {}', 'broken_package_file'],
    [
      'more than a megabyte',
      `{"keywords":["sidecar-plugin"],"x":"${'x'.repeat(1024 * 1024)}"}`,
      'broken_package_file',
    ],
    ['a million brackets', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'broken_package_file'],
    ['an entry outside of it', { ...plugin, exports: './../../../index.js' }, 'no_entry'],
    ['an encoded entry outside of it', { ...plugin, exports: './%2e%2e/index.js' }, 'no_entry'],
    ['an entry in another package', { ...plugin, exports: './node_modules/x/index.js' }, 'no_entry'],
    ['an absolute entry', { ...plugin, exports: '/etc/passwd' }, 'no_entry'],
    [
      'an entry that is a URL',
      { ...plugin, exports: 'data:text/javascript,export const some = 1' },
      'no_entry',
    ],
    ['an entry for require only', { ...plugin, exports: { require: './index.cjs' } }, 'no_entry'],
  ])('skips a package.json with %s, and says why', async (_, manifest, code) => {
    await host({ 'some-plugin': manifest, 'good-plugin': plugin });
    const { plugins, skipped } = await discover();
    expect(plugins.map(({ packageName }) => packageName)).toEqual(['good-plugin']);
    expect(skipped).toEqual([
      { packageName: 'some-plugin', code, reason: expect.stringMatching(/^some-plugin [\x20-\x7e]+\.$/) },
    ]);
    expect(hasRun('some-plugin')).toBe(false);
  });

  it('names the specification that a plugin is made for', async () => {
    await host({ 'some-plugin': { ...plugin, sidecar: { specificationVersion: 'v3' } } });
    const { skipped } = await discover();
    expect(skipped[0]?.reason).toContain('made for specification v3, and this @sidecar/core knows v1');
  });

  it('says which dependencies are not installed, since they may be plugins', async () => {
    await write('package.json', { dependencies: { 'some-plugin': '1' } });
    expect((await discover()).skipped).toEqual([
      { packageName: 'some-plugin', code: 'not_installed', reason: 'some-plugin is not installed.' },
    ]);
  });

  it('never leaves node_modules, whatever a dependency is called', async () => {
    await write('outside/package.json', plugin);
    const names = [
      '../outside',
      '..',
      '.',
      '@scope/../../outside',
      '/etc',
      'a/b',
      'x\u001b[2J',
      '',
      '__proto__\\..',
    ];
    await write('package.json', { dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });
    const { plugins, skipped } = await discover();
    expect(plugins).toEqual([]);
    expect(skipped.map((each) => each.code)).toEqual(names.map(() => 'invalid_name'));
    expect(skipped.every(({ packageName }) => /^[\x20-\x7e]*$/.test(packageName))).toBe(true);
  });

  it('ignores keywords of another type, and a plugin that hides behind a prototype', async () => {
    await host({
      'some-plugin': { ...plugin, keywords: 'sidecar-plugin' },
      'other-plugin': '{"name":"x","__proto__":{"keywords":["sidecar-plugin"]}}',
    });
    expect(await discover()).toEqual({ plugins: [], skipped: [] });
  });

  it('shows no version that could harm a terminal', async () => {
    await host({ 'some-plugin': { ...plugin, version: '1.0.0\u001b[2J' } });
    const { plugins } = await discover();
    expect(plugins).toHaveLength(1);
    expect(plugins[0]).not.toHaveProperty('version');
  });

  it.skipIf(process.platform === 'win32')(
    'does not wait for a package.json that is a pipe, and reads no folder or device',
    async () => {
      await host({ 'pipe-plugin': plugin, 'folder-plugin': plugin, 'device-plugin': plugin });
      const place = (name: string) => path.join(folder, 'node_modules', name, 'package.json');
      for (const name of ['pipe-plugin', 'folder-plugin', 'device-plugin']) await rm(place(name));
      execFileSync('mkfifo', [place('pipe-plugin')]);
      await mkdir(place('folder-plugin'));
      await symlink('/dev/zero', place('device-plugin'));
      expect((await discover()).skipped.map((each) => each.code)).toEqual([
        'broken_package_file',
        'broken_package_file',
        'broken_package_file',
      ]);
    },
  );
});

describe('what fails', () => {
  it.each([
    ['is not there', undefined, 'There is no package.json at'],
    ['is not JSON', '{', 'is not JSON'],
    ['has a list of dependencies', '{"dependencies":["some-plugin"]}', 'are not a JSON object'],
    [
      'lists far too many',
      { dependencies: Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`p${index}`, '1'])) },
      'more than 5000',
    ],
  ])("rejects when the host's own package.json %s", async (_, content, message) => {
    if (content !== undefined) await write('package.json', content);
    await expect(discoverPlugins({ from: path.join(folder, 'package.json') })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
      nextAction: expect.any(String),
    });
  });

  it.each([
    ['throws while it is imported', 'throw new Error("broken")', 'some', 'cannot be imported'],
    ['lacks the export', 'export const other = 1;', 'some', 'exports no function "some"'],
    ['exports what is no function', 'export const some = {};', 'some', 'exports no function "some"'],
    ['makes a plugin of another specification', code, 'half', 'does not make a plugin of specification v1'],
    ['cannot make its plugin', code, 'failing', 'could not make its plugin'],
  ])('names the package when it %s', async (...[, source, exportName, message]) => {
    await host({ 'some-plugin': { ...plugin, sidecar: { specificationVersion: 'v1', export: exportName } } });
    await write('node_modules/some-plugin/index.js', source);
    const { plugins } = await discover();
    const loading = plugins[0]!.load().then((factory) => factory());
    await expect(loading).rejects.toMatchObject({
      code: 'not_supported',
      message: `The package some-plugin ${message}.`,
    });
  });
});
