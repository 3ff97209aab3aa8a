import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What npm's lockfile says about one installed package. */
interface LockedPackage {
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A project that npm has installed: its lockfile by place, such as "node_modules/zod". */
export type InstalledTree = Record<string, LockedPackage>;

/** Reads the lockfile of a project. */
export function readInstalledTree(project: string): InstalledTree {
  const lockfile = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8'));
  return lockfile.packages as InstalledTree;
}

/** The places of a package and of everything that is installed because of it. */
export function dependencyPlaces(tree: InstalledTree, name: string): string[] {
  const places = new Set([`node_modules/${name}`]);
  for (const place of places) {
    const { dependencies, optionalDependencies, peerDependencies } = tree[place] ?? {};
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const resolved = resolvePlace(tree, place, dependency);
      if (resolved) places.add(resolved);
    }
  }
  return [...places];
}

/** The size of a package's own files on disk, in bytes. */
export function installedBytes(project: string, place: string): number {
  return folderBytes(path.join(project, place));
}

function resolvePlace(tree: InstalledTree, from: string, dependency: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = `${folder ? `${folder}/` : ''}node_modules/${dependency}`;
    if (candidate in tree) return candidate;
    if (!folder) return undefined;
  }
}

function folderBytes(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    // Packages inside a package count for themselves.
    if (entry.isDirectory()) bytes += entry.name === 'node_modules' ? 0 : folderBytes(full);
    else bytes += lstatSync(full).size;
  }
  return bytes;
}
