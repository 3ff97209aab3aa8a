import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyPlugin } from '../packages/core/src/index.ts';
import { root, type WorkspacePackage } from './workspace.ts';

/** What a plugin is and what its tests hold it against; each read from its code. */
export interface IntegrationFacts {
  readonly folder: string;
  readonly plugin: AnyPlugin;
  readonly level: string;
  readonly checks: readonly string[];
}

/** What the tests of a plugin import when they have each kind of evidence. */
const evidence: readonly (readonly [check: string, imported: string])[] = [
  ['`testPlugin`', '@sidecar/testing testPlugin'],
  ['OAuth and API against the sandbox', '@sidecar/sandbox startSandbox'],
  ['requests against the official description', '@sidecar/evidence specProblems'],
  ['recorded real answers', '@sidecar/evidence recordedCalls'],
  ['real e-mail messages', '@sidecar/evidence realMail'],
];

/** Reads the facts of one plugin package. */
export async function integrationFacts({ folder }: WorkspacePackage): Promise<IntegrationFacts> {
  const { sidecar } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
    sidecar: { export: string; quality: string };
  };
  const module: Readonly<Record<string, () => AnyPlugin>> = await import(
    pathToFileURL(path.join(root, folder, 'src/index.ts')).href
  );
  const plugin = module[sidecar.export]?.();
  if (!plugin) throw new Error(`${folder} exports no ${sidecar.export}, which its package.json names.`);
  const imports = namedImports(testSources(folder));
  const checks = evidence.filter(([, imported]) => imports.has(imported)).map(([check]) => check);
  return { folder, plugin, level: sidecar.quality, checks };
}

/** Each name that is imported, behind its module; a type is none. */
function namedImports(source: string): ReadonlySet<string> {
  const statements = source.matchAll(/^import \{([^}]+)\} from '([^']+)'/gm);
  return new Set(
    [...statements].flatMap(([, names = '', module]) =>
      names.split(',').map((name) => `${module} ${name.trim()}`),
    ),
  );
}

/** The tests of a package and what they are helped by. */
function testSources(folder: string): string {
  return ['src', 'test']
    .flatMap((part) => filesBelow(path.join(root, folder, part)))
    .filter((file) => file.endsWith('.test.ts') || file.includes(`${path.sep}test${path.sep}`))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
