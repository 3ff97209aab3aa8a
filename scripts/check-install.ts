// Installs the tarballs of the published packages into an empty project, as a user does, and uses them there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ImportCost, importCostProblems, importCostProgram } from './import-cost.ts';
import { importGraph, reachableFiles } from './import-graph.ts';
import { dependencyPlaces, type InstalledTree, installedBytes, readInstalledTree } from './installed-tree.ts';
import { type PackedPackage, packPublishedPackages } from './packed-packages.ts';
import { root } from './workspace.ts';

const maxInstalledMegabytes: Record<string, number> = { '@sidecar/core': 10 };
const maxPluginMegabytes = 30;
const coreImport = { eager: ['zod', '@standard-schema/spec'], ownKilobytes: 240 };
// For tests only, where nobody waits for a cold start.
const testingImport = { eager: ['zod', '@sidecar/core'], ownKilobytes: 250 };
const pluginImport = { eager: ['zod', '@sidecar/core'], ownKilobytes: 100 };
const storeImport = { eager: ['zod', '@sidecar/core'], ownKilobytes: 40 };
const importLimits: Record<string, typeof coreImport> = {
  '@sidecar/core': coreImport,
  '@sidecar/postgres': storeImport,
  '@sidecar/redis': storeImport,
  '@sidecar/testing': testingImport,
};
const nodeTypes = ['--typeRoots', path.join(root, 'node_modules/@types'), '--types', 'node'];

const project = mkdtempSync(path.join(tmpdir(), 'sidecar-install-'));
try {
  const packages = packPublishedPackages(project);
  install(packages);
  const tree = readInstalledTree(project);
  refuseInstallScripts(tree);
  for (const { manifest } of packages) measure(manifest.name, tree);
  const entries = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports).map((subpath) => `${manifest.name}${subpath.slice(1)}`),
  );
  for (const entry of entries) importUnderPlainNode(entry);
  for (const { manifest } of packages) measureImport(manifest.name);
  refuseNodeInNeutralEntry();
  compileAgainst(entries);
  embed();
} finally {
  rmSync(project, { recursive: true, force: true });
}

function install(packages: PackedPackage[]) {
  const dependencies = packages.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]);
  const manifest = { private: true, type: 'module', dependencies: Object.fromEntries(dependencies) };
  writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm's cache may be older than a dependency's release.
  const output = run([...npm, '--prefer-offline']) ?? run([...npm, '--fetch-retries=1']);
  if (output === undefined) throw new Error('npm could not install the tarballs; its output is above.');
}

function refuseInstallScripts(tree: InstalledTree) {
  const places = Object.keys(tree).filter((place) => tree[place]?.hasInstallScript);
  console.log(`${Object.keys(tree).length - 1} packages installed, ${places.length} with an install script`);
  for (const place of places) fail(`${place} has an install script`);
}

function measure(name: string, tree: InstalledTree) {
  const places = dependencyPlaces(tree, name);
  const bytes = places.reduce((sum, place) => sum + installedBytes(project, place), 0);
  const megabytes = bytes / 1024 / 1024;
  const limit = maxInstalledMegabytes[name] ?? maxPluginMegabytes;
  console.log(`${name}: ${megabytes.toFixed(1)} MB in ${places.length} packages (at most ${limit} MB)`);
  if (megabytes > limit) fail(`${name} is too large when installed`);
}

/** Importing must work in any order, without a flag, and must not touch fetch: a host may replace it later. */
function importUnderPlainNode(entry: string) {
  const code = `
    for (const name of ['fetch', 'Request', 'Response', 'Headers'])
      Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was touched by an import'); } });
    await import('${entry}');`;
  const isImported = run(['node', '--input-type=module', '--eval', code]) !== undefined;
  if (isImported) console.log(`${entry}: imported`);
  else fail(`${entry} cannot be imported`);
}

/** An import that loads little is a fast one; the bench has the milliseconds. */
function measureImport(name: string) {
  const output = run(['node', '--input-type=module', '--eval', importCostProgram(name)]);
  if (output === undefined) return fail(`${name} could not be imported for measuring`);
  const cost: ImportCost = JSON.parse(output);
  const limits = importLimits[name] ?? pluginImport;
  const own = (cost.bytes[name] ?? 0) / 1024;
  console.log(
    `${name}: importing it loads ${own.toFixed(0)} KB of its own (at most ${limits.ownKilobytes} KB)`,
  );
  for (const problem of importCostProblems(name, cost, limits)) fail(problem);
}

/** The build may have moved code between files: what core's root entry loads must still run without Node. */
function refuseNodeInNeutralEntry() {
  const folder = path.join(project, 'node_modules/@sidecar/core/dist');
  const files = readdirSync(folder).map((name) => path.posix.join(folder, name));
  const graph = importGraph(files.filter((file) => file.endsWith('.js')));
  const loaded = [...reachableFiles(graph, path.posix.join(folder, 'index.js')).keys()];
  const needed = loaded.flatMap((file) => (graph.get(file) ?? []).map(({ specifier }) => specifier));
  const builtins = needed.filter((specifier) => isBuiltin(specifier));
  if (builtins.length > 0) fail(`The root entry of @sidecar/core loads ${builtins.join(', ')}`);
  else console.log(`The root entry of @sidecar/core loads ${loaded.length} files and nothing of Node`);
}

function compileAgainst(entries: string[]) {
  // The entries for Node may use Node's types; a root entry has to make sense without them.
  const rootEntries = entries.filter((entry) => entry.split('/').length === 2);
  compile('root entries without the types of Node', rootEntries, ['--types', '']);
  compile('all entries', entries, nodeTypes);
}

function compile(title: string, entries: string[], typeOptions: string[]) {
  const lines = entries.map(
    (entry, index) => `import * as entry${index} from '${entry}';\nvoid entry${index};`,
  );
  writeFileSync(path.join(project, 'use.ts'), `${lines.join('\n')}\n`);
  if (typeCheck('use.ts', typeOptions)) console.log(`TypeScript accepts ${title}`);
  else fail(`TypeScript refuses ${title}`);
}

/** An app as its author would write it: it has to compile and to run. */
function embed() {
  copyFileSync(path.join(root, 'scripts/embedding/embed.ts'), path.join(project, 'embed.ts'));
  if (!typeCheck('embed.ts', nodeTypes)) fail('TypeScript refuses the embedding app');
  const output = run(['node', 'embed.ts']);
  const isRight = output?.includes('"code":"not_connected"') && output.includes('email_lost');
  if (isRight) console.log('The embedding app runs');
  else fail(`The embedding app printed ${output}`);
}

function typeCheck(file: string, typeOptions: string[]) {
  const options = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023,dom',
  ];
  const tsc = path.join(root, 'node_modules', '.bin', 'tsc');
  return run([tsc, ...options, ...typeOptions, file]) !== undefined;
}

/** The output of a command, or `undefined` after printing why it failed. */
function run([program = '', ...programArguments]: string[]): string | undefined {
  try {
    return execFileSync(program, programArguments, {
      cwd: project,
      stdio: 'pipe',
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    console.log(`${stdout ?? ''}${stderr ?? ''}`.trim());
    return undefined;
  }
}

function fail(problem: string) {
  console.log(`  FAILED: ${problem}`);
  process.exitCode = 1;
}
