import { isBuiltin } from 'node:module';
import path from 'node:path';
import { bundledPackages } from './bundled-packages.ts';
import { type ImportGraph, importCycles, importedFile, reachableFiles } from './import-graph.ts';
import type { ModuleImport } from './module-imports.ts';
import { isTestFile } from './source-files.ts';
import type { PackageManifest, WorkspacePackage } from './workspace.ts';

/** The imports of a package that break a rule, one sentence each. */
export function importProblems(
  { folder: packageFolder, manifest }: WorkspacePackage,
  graph: ImportGraph,
): string[] {
  return [
    ...(manifest.private ? [] : undeclaredImports(manifest, graph)),
    ...[...graph].flatMap(([file, imports]) =>
      imports.flatMap((imported) => {
        const problem = problemOf({ packageFolder, file, imported });
        return problem ? [`${file}:${imported.line} ${problem}`] : [];
      }),
    ),
    ...importCycles(graph).map((cycle) => `Import cycle: ${cycle.join(' -> ')}`),
    ...(packageFolder === 'packages/core' ? nodeImportsOfNeutralEntry(graph) : []),
  ];
}

/** What the source of a published package imports has to be installed with it or built into it; a devDependency is not. */
function undeclaredImports({ name, dependencies, peerDependencies }: PackageManifest, graph: ImportGraph) {
  const installed = Object.keys({ ...dependencies, ...peerDependencies });
  const declared = new Set([name, ...installed, ...bundledPackages]);
  return [...graph].flatMap(([file, imports]) =>
    imports
      .filter(({ specifier }) => !isTestFile(file) && !specifier.startsWith('.') && !isBuiltin(specifier))
      .filter(({ specifier }) => !declared.has(packageOf(specifier)))
      .map(
        ({ specifier, line }) => `${file}:${line} imports ${specifier}, which package.json does not declare`,
      ),
  );
}

function packageOf(specifier: string) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

interface Place {
  packageFolder: string;
  file: string;
  imported: ModuleImport;
}

function problemOf(place: Place) {
  const { packageFolder, file, imported } = place;
  const target = importedFile(file, imported);
  if (target && !target.startsWith(`${packageFolder}/`)) return `leaves its package: ${imported.specifier}`;
  if (target && !isTestFile(file) && isTestFile(target)) return `imports test code: ${imported.specifier}`;
  return imported.specifier.startsWith('@sidecar/') ? problemOfSibling(place) : undefined;
}

/** Imports flow one way: examples -> plugins -> what plugins share -> core. */
function problemOfSibling({ packageFolder, file, imported: { specifier } }: Place) {
  const allowed = allowedSiblings(path.posix.basename(packageFolder), isTestFile(file));
  if (!packageFolder.startsWith('packages/') || allowed.some((pattern) => pattern.test(specifier))) return;
  return `may not import ${specifier}`;
}

/** Private packages that only tests use; they know none of ours. */
const testAids = ['evidence', 'test-servers'];

function allowedSiblings(packageName: string, isTest: boolean): RegExp[] {
  const self = new RegExp(`^@sidecar/${packageName}(/|$)`);
  const core = /^@sidecar\/core(\/|$)/;
  const sandbox = /^@sidecar\/sandbox$/;
  const aids = testAids.map((name) => new RegExp(`^@sidecar/${name}(/|$)`));
  if (testAids.includes(packageName)) return [];
  if (packageName === 'core') return isTest ? [self, sandbox, ...aids] : [];
  if (packageName === 'sandbox') return isTest ? [self, core, ...aids] : [core];
  const bundled = bundledPackages.map((name) => new RegExp(`^${name}$`));
  const coreOnly = /^@sidecar\/core$/;
  if (bundled.some((pattern) => pattern.test(`@sidecar/${packageName}`)))
    return isTest ? [core, ...aids] : [coreOnly];
  const testing = /^@sidecar\/testing$/;
  if (packageName === 'store-faults') return [coreOnly, testing];
  const storeFaults = /^@sidecar\/store-faults$/;
  // What two plugins of one provider do to each other can only be tried with both.
  const sisters = /^@sidecar\/plugin-[\w-]+$/;
  const allowedInTests = [self, core, sandbox, sisters, testing, storeFaults, ...bundled, ...aids];
  return isTest ? allowedInTests : [coreOnly, ...bundled];
}

/** Core's root entry runs everywhere: nothing that it loads, now or later, may need Node. */
function nodeImportsOfNeutralEntry(graph: ImportGraph) {
  return [...reachableFiles(graph, 'packages/core/src/index.ts')].flatMap(([file, way]) =>
    (graph.get(file) ?? [])
      .filter(({ specifier }) => isBuiltin(specifier))
      .map(({ specifier, line }) => `${file}:${line} imports ${specifier}, reached by ${way.join(' -> ')}`),
  );
}
