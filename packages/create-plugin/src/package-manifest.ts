import { CreateError } from './create-error.ts';
import type { Template } from './template.ts';

/** What is changed of the template's package.json. */
interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  exports: unknown;
  publishConfig: { exports?: unknown };
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** The package.json of a plugin in the repository: the template's own, made public. */
export function repositoryManifest(text: string): string {
  const { private: _, ...manifest } = JSON.parse(text) as Manifest;
  return written(manifest);
}

/** The package.json of a plugin of its own: npm knows no catalog and no exports of development, and no tool comes from a root. */
export function standaloneManifest(text: string, { versions }: Template): string {
  const { private: _, ...manifest } = JSON.parse(text) as Manifest;
  const { exports, ...publishConfig } = manifest.publishConfig;
  const resolved = (ranges: Record<string, string>) => resolveRanges(ranges, versions);
  const tools = ['@types/node', 'typescript', 'vitest'].map((name) => [name, 'catalog:']);
  return written({
    ...manifest,
    version: '0.1.0',
    exports,
    publishConfig,
    scripts: {
      build: 'tsc -p tsconfig.build.json',
      typecheck: 'tsc -p .',
      // The conformance suite imports the package as its users do.
      pretest: 'npm run build',
      test: 'vitest run',
      prepublishOnly: 'npm run typecheck && npm test',
    },
    dependencies: resolved(manifest.dependencies),
    peerDependencies: resolved(manifest.peerDependencies),
    devDependencies: resolved({ ...manifest.devDependencies, ...Object.fromEntries(tools) }),
  });
}

function resolveRanges(
  ranges: Record<string, string>,
  versions: Template['versions'],
): Record<string, string> {
  const entries = Object.entries(ranges).map(([name, range]) => {
    if (!/^(catalog|workspace):/.test(range)) return [name, range];
    const version = versions[name];
    if (!version) throw new CreateError(`The template does not say which version of ${name} it needs.`);
    return [name, version];
  });
  return Object.fromEntries(entries);
}

function written(manifest: object): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
