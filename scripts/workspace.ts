import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What the checks read of a package.json. */
export interface PackageManifest {
  name: string;
  version: string;
  private?: boolean;
  exports: Record<string, string>;
  publishConfig?: { exports?: Record<string, { types: string; default: string }> };
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** One package of the workspace; `folder` is relative to the root, with forward slashes. */
export interface WorkspacePackage {
  folder: string;
  manifest: PackageManifest;
}

/** All packages of the workspace, libraries first. */
export function workspacePackages(): WorkspacePackage[] {
  return [...subfolders('packages'), ...subfolders('examples'), 'benchmarks']
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readManifest(folder) }));
}

/** The packages that users install. */
export function publishedPackages(): WorkspacePackage[] {
  return workspacePackages().filter(({ manifest }) => !manifest.private);
}

function subfolders(parent: string) {
  return readdirSync(path.join(root, parent))
    .sort()
    .map((name) => `${parent}/${name}`);
}

function readManifest(folder: string) {
  return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as PackageManifest;
}
